package dev.millrace.gateway.hub.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjParserTest {

    private static final String CORNERS = "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\n";

    @Test
    void shouldReadVerticesAndFacesAndPassOverTheRest() throws IOException {
        // Given
        var text = "# a square\nmtllib a.mtl\no square\n\n" + CORNERS + "vt 0 0\nvn 0 0 1\nusemtl red\ns off\n"
                + "f 1/1/1 2//1 3/1 -1\n";

        // When
        var model = read(text);

        // Then
        assertThat(model).isInstanceOfSatisfying(Mesh.class, mesh -> {
            assertThat(mesh.vertexCount()).isEqualTo(4);
            assertThat(mesh.triangles()).containsExactly(0, 1, 2, 0, 2, 3);
            assertThat(mesh.corner(1, 2)).isEqualTo(new Point(0, 1, 0));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v 1 2 | line 5: a vertex has three coordinates",
                "v 1 2 NaN | line 5: a coordinate is not a number",
                "v 1 2 1e999 | line 5: a coordinate is not a number",
                "f 1 2 | line 5: a face has at least three corners",
                "f 1 2 5 | line 5: a corner is not a vertex seen before",
                "f 1 2 -5 | line 5: a corner is not a vertex seen before",
                "f 1 2 0 | line 5: a corner is not a vertex seen before",
                "f 1 2 99999999999 | line 5: a corner is not a vertex seen before",
                "p 1 | there are no faces"
            })
    void shouldSayWhatIsWrong(String line, String reason) throws IOException {
        // Then
        assertThat(read(CORNERS + line)).isEqualTo(new ObjModel.Rejected(reason));
    }

    private static ObjModel read(String text) throws IOException {
        return ObjModel.read(new BufferedReader(new StringReader(text)));
    }
}
