package dev.millrace.registry;

import static dev.millrace.registry.HttpServer.answer;

import com.fasterxml.jackson.databind.node.IntNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Subjects, their versions, and trying a schema out. */
final class SubjectRoutes {

    private final Registrar registrar;

    SubjectRoutes(Registrar registrar) {
        this.registrar = registrar;
    }

    void mount(RoutesConfig routes) {
        routes.get("/subjects", this::subjects);
        routes.post("/subjects/{subject}", this::lookUp);
        routes.delete("/subjects/{subject}", this::deleteSubject);
        routes.get("/subjects/{subject}/versions", this::versions);
        routes.post("/subjects/{subject}/versions", this::register);
        routes.get("/subjects/{subject}/versions/{version}", this::version);
        routes.delete("/subjects/{subject}/versions/{version}", this::deleteVersion);
        routes.get("/subjects/{subject}/versions/{version}/schema", this::text);
        routes.get(
                "/subjects/{subject}/versions/{version}/referencedby",
                request -> answer(request, Answers.numbers(List.of())));
        routes.post("/compatibility/subjects/{subject}/versions", request -> tryOut(request, Optional.empty()));
        routes.post(
                "/compatibility/subjects/{subject}/versions/{version}",
                request -> tryOut(request, Optional.of(versionName(request))));
    }

    private void subjects(Context request) {
        var prefix = Objects.requireNonNullElse(request.queryParam("subjectPrefix"), "");
        var names = registrar.subjects(Answers.flag(request, "deleted")).stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
        answer(request, Answers.words(names));
    }

    private void register(Context request) {
        answer(request, Answers.registered(registrar.register(subject(request), Submitted.read(request.body()))));
    }

    private void lookUp(Context request) {
        var found =
                registrar.lookUp(subject(request), Submitted.read(request.body()), Answers.flag(request, "deleted"));
        answer(request, Answers.version(found, Answers.isSerializedWanted(request)));
    }

    private void versions(Context request) {
        var versions = registrar.versions(subject(request), Answers.flag(request, "deleted"));
        answer(request, Answers.numbers(Registrar.numbers(versions)));
    }

    private void version(Context request) {
        answer(request, Answers.version(find(request), Answers.isSerializedWanted(request)));
    }

    private void text(Context request) {
        request.result(find(request).schema().text());
    }

    private Entry.Registered find(Context request) {
        return registrar.version(subject(request), versionName(request), Answers.flag(request, "deleted"));
    }

    private void deleteSubject(Context request) {
        var gone = registrar.deleteSubject(subject(request), Answers.flag(request, "permanent"));
        answer(request, Answers.numbers(gone));
    }

    private void deleteVersion(Context request) {
        int gone = registrar.deleteVersion(subject(request), versionName(request), Answers.flag(request, "permanent"));
        answer(request, IntNode.valueOf(gone));
    }

    private void tryOut(Context request, Optional<VersionName> version) {
        var reasons = registrar.tryOut(subject(request), version, Submitted.read(request.body()));
        answer(request, Answers.compatible(reasons));
    }

    private static String subject(Context request) {
        return request.pathParam("subject");
    }

    private static VersionName versionName(Context request) {
        return VersionName.of(request.pathParam("version"));
    }
}
