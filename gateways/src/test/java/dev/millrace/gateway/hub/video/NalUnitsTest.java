package dev.millrace.gateway.hub.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NalUnitsTest {

    /** A unit as a stream holds it. */
    record Unit(boolean hasLongCode, byte[] bytes) {}

    @Property
    void shouldFindEveryUnitWithItsBytes(@ForAll("units") List<Unit> units) {
        // Given
        var stream = new ByteArrayOutputStream();
        for (var unit : units) {
            stream.writeBytes(unit.hasLongCode ? new byte[] {0, 0, 0, 1} : new byte[] {0, 0, 1});
            stream.writeBytes(unit.bytes);
        }
        var bytes = stream.toByteArray();

        // When
        var found = new ArrayList<byte[]>();
        var walk = new NalUnits(bytes, 0, bytes.length);
        while (walk.next()) found.add(Arrays.copyOfRange(bytes, walk.start(), walk.end()));

        // Then
        assertThat(found)
                .usingRecursiveComparison()
                .isEqualTo(units.stream().map(Unit::bytes).toList());
    }

    @Property(tries = 5000)
    void shouldEndOnAnyBytes(@ForAll @Size(max = 40) List<@net.jqwik.api.constraints.IntRange(max = 2) Integer> few) {
        // Given
        var bytes = new byte[few.size()];
        for (var i = 0; i < bytes.length; i++) bytes[i] = few.get(i).byteValue();

        // When
        var picture = Picture.of(bytes, 0, bytes.length);
        var sets = new ParameterSets();
        sets.update(bytes, 0, bytes.length);

        // Then
        assertThat(picture.isKeyframe()).isFalse();
        assertThat(sets.all()).isNotNull();
    }

    @Test
    void shouldTellKeyframeFromItsLaterSlices() {
        // Given
        var first = Packets.idr(1, 50);
        var later = Packets.idr(1, 50);
        later[5] = 0x40;

        // When
        var begins = Picture.of(first, 0, first.length);
        var continues = Picture.of(later, 0, later.length);

        // Then
        assertThat(begins).isEqualTo(new Picture(true, true, true, false));
        assertThat(continues).isEqualTo(new Picture(false, false, true, false));
    }

    @Test
    void shouldKeepParameterSetsById() {
        // Given
        var sets = new ParameterSets();
        var otherPps = Packets.PPS.clone();
        otherPps[5] = 0x4E;
        var newer = Packets.PPS.clone();
        newer[6] = 0x3D;

        // When
        for (var data : List.of(Packets.PPS, Packets.SPS, otherPps, newer)) sets.update(data, 0, data.length);

        // Then
        assertThat(sets.all().toByteArray()).isEqualTo(Packets.join(Packets.SPS, newer, otherPps));
    }

    /** Units end in a one bit and hold no start code, as the standard says. */
    @Provide
    static Arbitrary<List<Unit>> units() {
        var bytes = Arbitraries.bytes()
                .between((byte) 1, (byte) 127)
                .array(byte[].class)
                .ofMinSize(1)
                .ofMaxSize(30)
                .map(body -> {
                    for (var i = 1; i + 1 < body.length; i += 4) body[i] = 0;
                    return body;
                });
        return Combinators.combine(Arbitraries.of(true, false), bytes)
                .as(Unit::new)
                .list()
                .ofMaxSize(12);
    }
}
