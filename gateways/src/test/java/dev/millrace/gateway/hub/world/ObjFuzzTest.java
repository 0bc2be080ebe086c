package dev.millrace.gateway.hub.world;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

class ObjFuzzTest {

    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldMakeAGridOfAnyFileOrSayWhyNot(byte[] file) throws IOException {
        var lines =
                new BufferedReader(new InputStreamReader(new ByteArrayInputStream(file), StandardCharsets.ISO_8859_1));
        if (ObjModel.read(lines) instanceof Mesh mesh) VoxelGrid.of(mesh, 8);
    }
}
