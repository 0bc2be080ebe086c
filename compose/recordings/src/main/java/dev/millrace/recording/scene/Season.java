package dev.millrace.recording.scene;

/** The time of year: what colours the land, and what drifts through the air. */
enum Season {
    SPRING(0x6FA24A, 0x8FBF5A, 0xF3B6CC, 0xFFD3E2, 4.2, 9),
    SUMMER(0x3F7A3A, 0x6D9A3C, 0x2F6B38, 0xFFF3A8, -1.4, 11),
    AUTUMN(0x8A6A2E, 0xB98A36, 0xC9552A, 0xE08A3A, 3.6, 7),
    WINTER(0xC7D3DC, 0xE6EEF3, 0x4E6A66, 0xFFFFFF, 2.8, 8);

    private final Tone meadow;
    private final Tone grass;
    private final Tone leaves;
    private final Tone drift;
    private final double size;
    private final double fall;

    Season(int meadow, int grass, int leaves, int drift, double size, double fall) {
        this.meadow = Tone.of(meadow);
        this.grass = Tone.of(grass);
        this.leaves = Tone.of(leaves);
        this.drift = Tone.of(drift);
        this.size = size;
        this.fall = fall;
    }

    static Season of(long seed) {
        return values()[Math.floorMod(seed, values().length)];
    }

    Tone meadow() {
        return meadow;
    }

    Tone grass() {
        return grass;
    }

    Tone leaves() {
        return leaves;
    }

    /** Petals, fireflies, leaves or snow. */
    Tone drift() {
        return drift;
    }

    /** How large what drifts is. */
    double driftSize() {
        return Math.abs(size);
    }

    /** Whether what drifts glows, and only at night. */
    boolean isGlowing() {
        return size < 0;
    }

    /** Seconds from top to bottom. */
    double fall() {
        return fall;
    }

    boolean isSnowy() {
        return this == WINTER;
    }
}
