package dev.millrace.recording.scene;

import java.util.List;

/**
 * The light at an hour of the day.
 *
 * @param zenith the sky above
 * @param horizon the sky below
 * @param tint what the light makes of a white surface
 * @param darkness 0 by day, 1 at night
 */
record Light(Tone zenith, Tone horizon, Tone tint, double darkness) {

    private record Key(double hour, Light light) {}

    private static final List<Key> DAY = List.of(
            key(0, 0x070B24, 0x1A2250, 0x56628F, 1),
            key(4.5, 0x0F1538, 0x3A3566, 0x626A97, 0.9),
            key(6, 0x34508F, 0xF39A72, 0xC99A8A, 0.35),
            key(7.5, 0x4F8FD0, 0xFFDDB0, 0xFFE6C8, 0),
            key(11, 0x3E8EDC, 0xCFE9F7, 0xFFFFFF, 0),
            key(15.5, 0x3F8BD6, 0xD8EAF2, 0xFFFAF0, 0),
            key(18, 0x4A6FB4, 0xFFC37E, 0xFFD0A0, 0.05),
            key(19.3, 0x3A3474, 0xFB7350, 0xC08278, 0.45),
            key(20.8, 0x10163F, 0x45376B, 0x66699A, 0.95),
            key(24, 0x070B24, 0x1A2250, 0x56628F, 1));

    static Light at(double hour) {
        int next = 1;
        while (DAY.get(next).hour < hour) {
            next++;
        }
        Key from = DAY.get(next - 1);
        Key to = DAY.get(next);
        return from.light.mix(to.light, (hour - from.hour) / (to.hour - from.hour));
    }

    /** A surface in this light. */
    Tone on(Tone surface) {
        return surface.under(tint);
    }

    /** A surface in this light, seen through so much of the air in between. */
    Tone on(Tone surface, double haze) {
        return on(surface).mix(horizon, haze);
    }

    private Light mix(Light other, double share) {
        return new Light(
                zenith.mix(other.zenith, share),
                horizon.mix(other.horizon, share),
                tint.mix(other.tint, share),
                darkness + (other.darkness - darkness) * share);
    }

    private static Key key(double hour, int zenith, int horizon, int tint, double darkness) {
        return new Key(hour, new Light(Tone.of(zenith), Tone.of(horizon), Tone.of(tint), darkness));
    }
}
