package dev.millrace.gateway.hub.recording;

import dev.millrace.gateway.hub.video.NalUnits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What stands before the first fragment: that there is one H.264 track, and its parameter sets. */
final class Mp4Track {

    private static final int MOST_SPS = 31;
    private static final int MOST_PPS = 255;
    private static final int FULL = 0x10000;

    private Mp4Track() {}

    /** @param sets SPS and PPS, Annex B */
    static byte[] header(byte[] sets, int timescale) {
        var sps = units(sets, NalUnits.SPS, MOST_SPS);
        var pps = units(sets, NalUnits.PPS, MOST_PPS);
        var size = sps.isEmpty() ? new PictureSize(0, 0) : PictureSize.of(sps.get(0), 0, sps.get(0).length);
        var type = new Box("ftyp").text("iso5").u32(512).text("iso5iso6mp41avc1");
        var movie = new Box("moov")
                .with(
                        matrix(Box.full("mvhd", 0, 0)
                                        .zeros(8)
                                        .u32(timescale)
                                        .u32(0)
                                        .u32(FULL)
                                        .u16(0x100)
                                        .zeros(10))
                                .zeros(24)
                                .u32(2),
                        track(sps, pps, size, timescale),
                        new Box("mvex")
                                .with(Box.full("trex", 0, 0).u32(1).u32(1).zeros(12)));
        return concat(type.bytes(), movie.bytes());
    }

    private static Box track(List<byte[]> sps, List<byte[]> pps, PictureSize size, int timescale) {
        var head = matrix(Box.full("tkhd", 0, 3).zeros(8).u32(1).zeros(8).zeros(16))
                .u32(size.width() << 16)
                .u32(size.height() << 16);
        var media = new Box("mdia")
                .with(
                        Box.full("mdhd", 0, 0)
                                .zeros(8)
                                .u32(timescale)
                                .u32(0)
                                .u16(0x55C4)
                                .u16(0),
                        Box.full("hdlr", 0, 0)
                                .u32(0)
                                .text("vide")
                                .zeros(12)
                                .text("video")
                                .u8(0),
                        new Box("minf")
                                .with(
                                        Box.full("vmhd", 0, 1).zeros(8),
                                        new Box("dinf")
                                                .with(Box.full("dref", 0, 0)
                                                        .u32(1)
                                                        .with(Box.full("url ", 0, 1))),
                                        samples(sps, pps, size)));
        return new Box("trak").with(head, media);
    }

    private static Box samples(List<byte[]> sps, List<byte[]> pps, PictureSize size) {
        var entry = new Box("avc1")
                .zeros(6)
                .u16(1)
                .zeros(16)
                .u16(size.width())
                .u16(size.height())
                .u32(0x480000)
                .u32(0x480000)
                .u32(0)
                .u16(1)
                .zeros(32)
                .u16(24)
                .u16(0xFFFF)
                .with(configuration(sps, pps));
        return new Box("stbl")
                .with(
                        Box.full("stsd", 0, 0).u32(1).with(entry),
                        Box.full("stts", 0, 0).u32(0),
                        Box.full("stsc", 0, 0).u32(0),
                        Box.full("stsz", 0, 0).u32(0).u32(0),
                        Box.full("stco", 0, 0).u32(0));
    }

    /** Lengths of units are written in four bytes. */
    private static Box configuration(List<byte[]> sps, List<byte[]> pps) {
        var first = sps.isEmpty() || sps.get(0).length < 4 ? new byte[4] : sps.get(0);
        var box = new Box("avcC").u8(1).raw(first, 1, 3).u8(0xFF).u8(0xE0 | sps.size());
        for (var set : sps) box.u16(set.length).raw(set, 0, set.length);
        box.u8(pps.size());
        for (var set : pps) box.u16(set.length).raw(set, 0, set.length);
        return box;
    }

    private static List<byte[]> units(byte[] sets, int type, int most) {
        var found = new ArrayList<byte[]>();
        var units = new NalUnits(sets, 0, sets.length);
        while (units.next() && found.size() < most) {
            var length = units.end() - units.start();
            if (units.type() == type && length <= 0xFFFF) {
                found.add(Arrays.copyOfRange(sets, units.start(), units.end()));
            }
        }
        return found;
    }

    /** No rotation, no scaling. */
    private static Box matrix(Box box) {
        return box.u32(FULL).zeros(12).u32(FULL).zeros(12).u32(0x40000000);
    }

    private static byte[] concat(byte[] one, byte[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
