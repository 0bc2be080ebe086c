package dev.millrace.registry;

import static dev.millrace.registry.HttpServer.answer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.millrace.registry.Refused.Code;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;

/** The compatibility asked of all subjects and of single ones. The mode is always to read and write. */
final class LevelRoutes {

    private final Registrar registrar;

    LevelRoutes(Registrar registrar) {
        this.registrar = registrar;
    }

    void mount(RoutesConfig routes) {
        routes.get("/config", request -> answer(request, Answers.level("compatibilityLevel", registrar.level())));
        routes.put("/config", request -> set(request, Optional.empty()));
        routes.delete("/config", this::clear);
        routes.get("/config/{subject}", this::ofSubject);
        routes.put("/config/{subject}", request -> set(request, Optional.of(request.pathParam("subject"))));
        routes.delete("/config/{subject}", this::clearOfSubject);
        routes.get("/mode", LevelRoutes::mode);
        routes.get("/mode/{subject}", LevelRoutes::modeOfSubject);
    }

    private void set(Context request, Optional<String> subject) {
        var level = Submitted.level(request.body());
        registrar.setLevel(subject, Optional.of(level));
        answer(request, Answers.level("compatibility", level));
    }

    private void clear(Context request) {
        var was = registrar.level();
        registrar.setLevel(Optional.empty(), Optional.empty());
        answer(request, Answers.level("compatibilityLevel", was));
    }

    private void ofSubject(Context request) {
        var subject = request.pathParam("subject");
        var level =
                Answers.flag(request, "defaultToGlobal") ? registrar.level(subject) : registrar.levelOfItsOwn(subject);
        answer(request, Answers.level("compatibilityLevel", level));
    }

    private void clearOfSubject(Context request) {
        var subject = request.pathParam("subject");
        var was = registrar.levelOfItsOwn(subject);
        registrar.setLevel(Optional.of(subject), Optional.empty());
        answer(request, Answers.level("compatibilityLevel", was));
    }

    private static void mode(Context request) {
        answer(request, JsonNodeFactory.instance.objectNode().put("mode", "READWRITE"));
    }

    private static void modeOfSubject(Context request) {
        if (!Answers.flag(request, "defaultToGlobal")) {
            throw new Refused(
                    Code.SUBJECT_MODE_NOT_SET,
                    "Subject '" + request.pathParam("subject") + "' does not have subject-level mode configured");
        }
        mode(request);
    }
}
