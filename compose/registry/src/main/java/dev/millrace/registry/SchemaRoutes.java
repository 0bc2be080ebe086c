package dev.millrace.registry;

import static dev.millrace.registry.HttpServer.answer;

import dev.millrace.registry.Refused.Code;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Schemas by their ids. */
final class SchemaRoutes {

    private static final Pattern ID = Pattern.compile("\\d{1,9}");

    private final Registrar registrar;

    SchemaRoutes(Registrar registrar) {
        this.registrar = registrar;
    }

    void mount(RoutesConfig routes) {
        routes.get("/schemas/types", request -> answer(request, Answers.words(List.of(StoredSchema.PROTOBUF))));
        routes.get("/schemas/ids/{id}", this::schema);
        routes.get("/schemas/ids/{id}/schema", this::text);
        routes.get("/schemas/ids/{id}/versions", this::versions);
        routes.get("/schemas/ids/{id}/subjects", this::subjects);
    }

    private void schema(Context request) {
        answer(request, Answers.schema(find(request), Answers.isSerializedWanted(request)));
    }

    private void text(Context request) {
        request.result(find(request).text());
    }

    private StoredSchema find(Context request) {
        return registrar.schema(id(request));
    }

    private void versions(Context request) {
        answer(request, Answers.uses(registrar.usesOf(id(request), Answers.flag(request, "deleted"))));
    }

    private void subjects(Context request) {
        var names = new TreeSet<String>();
        registrar.usesOf(id(request), Answers.flag(request, "deleted")).forEach(each -> names.add(each.subject()));
        answer(request, Answers.words(names));
    }

    private static int id(Context request) {
        var text = request.pathParam("id");
        if (ID.matcher(text).matches()) return Integer.parseInt(text);
        throw new Refused(Code.NOT_FOUND, "HTTP 404 Not Found");
    }
}
