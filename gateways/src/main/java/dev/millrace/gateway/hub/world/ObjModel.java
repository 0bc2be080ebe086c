package dev.millrace.gateway.hub.world;

import java.io.BufferedReader;
import java.io.IOException;

/** What a Wavefront OBJ file turned out to be. Vertices and faces count; everything else is passed over. */
sealed interface ObjModel permits Mesh, ObjModel.Rejected {

    /** @param reason for people */
    record Rejected(String reason) implements ObjModel {}

    /** @throws IOException as the reader does */
    static ObjModel read(BufferedReader lines) throws IOException {
        var parser = new ObjParser();
        for (var number = 1; ; number++) {
            var line = lines.readLine();
            if (line == null) return parser.finish();
            var wrong = parser.line(line);
            if (!wrong.isEmpty()) return new Rejected("line " + number + ": " + wrong);
        }
    }
}
