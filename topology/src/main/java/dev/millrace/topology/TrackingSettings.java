package dev.millrace.topology;

/**
 * How many tracking tasks there are.
 *
 * @param activeTasks at once; beyond, the oldest is stopped for the newest
 * @param rememberedTasks that have ended
 */
public record TrackingSettings(int activeTasks, int rememberedTasks) {

    public TrackingSettings {
        if (activeTasks < 1) throw new IllegalArgumentException("active-tasks must be at least 1: " + activeTasks);
        if (rememberedTasks < 0)
            throw new IllegalArgumentException("remembered-tasks must not be negative: " + rememberedTasks);
    }
}
