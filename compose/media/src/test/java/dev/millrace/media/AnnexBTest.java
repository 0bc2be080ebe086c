package dev.millrace.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AnnexBTest {

    @Test
    void shouldKeepStartCodesOfThreeAndFourBytes() {
        // Given
        byte[] stream = {9, 0, 0, 0, 1, 0x67, 1, 0, 0, 1, 0x68, 2, 0, 0, 0, 1, 0x65, 3, 0};

        // When
        List<Nal> nals = AnnexB.split(stream);

        // Then
        assertThat(nals).extracting(Nal::type).containsExactly(7, 8, 5);
        assertThat(nals).extracting(Nal::header).containsExactly(4, 3, 4);
        assertThat(nals.get(1).bytes()).containsExactly(0, 0, 1, 0x68, 2);
        assertThat(nals.get(2).bytes()).containsExactly(0, 0, 0, 1, 0x65, 3, 0);
    }

    @Test
    void shouldFindNothingInBytesWithoutAStartCode() {
        // Given
        byte[] stream = {0, 0, 2, 0, 0};

        // When
        List<Nal> nals = AnnexB.split(stream);

        // Then
        assertThat(nals).isEmpty();
    }

    @Property
    void shouldPutTogetherToTheStreamAfterItsFirstStartCode(@ForAll("streams") byte[] stream) {
        // Given
        int first = AnnexB.startCode(stream, 0, 0, stream.length);

        // When
        List<Nal> nals = AnnexB.split(stream);

        // Then
        byte[] rest = first < 0 ? new byte[0] : Arrays.copyOfRange(stream, first, stream.length);
        assertThat(joined(nals)).isEqualTo(rest);
        assertThat(nals).allSatisfy(nal -> assertThat(AnnexB.split(nal.bytes())).hasSize(1));
    }

    @Property
    void shouldReadTheSameFromAFileHoweverItArrives(
            @ForAll("streams") byte[] stream, @ForAll @IntRange(min = 1, max = 7) int atOnce) throws IOException {
        // Given
        var reader = new NalReader(dripping(stream, atOnce));

        // When
        List<Nal> nals = all(reader);

        // Then
        assertThat(nals).usingRecursiveComparison().isEqualTo(AnnexB.split(stream));
    }

    @Test
    void shouldLeaveOutAUnitThatIsTooLargeAndGoOn() throws IOException {
        // Given
        byte[] stream = new byte[NalReader.LARGEST + 1_000_000];
        Arrays.fill(stream, (byte) 7);
        System.arraycopy(new byte[] {0, 0, 1, 0x65}, 0, stream, 0, 4);
        System.arraycopy(new byte[] {0, 0, 1, 0x68}, 0, stream, stream.length - 4, 4);
        var reader = new NalReader(new ByteArrayInputStream(stream));

        // When
        List<Nal> nals = all(reader);

        // Then
        assertThat(nals).extracting(Nal::type).containsExactly(8);
        assertThat(reader.oversized()).isOne();
    }

    @Provide
    Arbitrary<byte[]> streams() {
        return Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.just((byte) 0)),
                        Tuple.of(3, Arbitraries.just((byte) 1)),
                        Tuple.of(2, Arbitraries.bytes()))
                .array(byte[].class)
                .ofMaxSize(80);
    }

    private static List<Nal> all(NalReader reader) throws IOException {
        var nals = new ArrayList<Nal>();
        for (Optional<Nal> next = reader.next(); next.isPresent(); next = reader.next()) {
            nals.add(next.get());
        }
        return nals;
    }

    private static InputStream dripping(byte[] bytes, int atOnce) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, atOnce));
            }
        };
    }

    private static byte[] joined(List<Nal> nals) {
        var out = new ByteArrayOutputStream();
        nals.forEach(nal -> out.writeBytes(nal.bytes()));
        return out.toByteArray();
    }
}
