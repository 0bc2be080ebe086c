package dev.millrace.recording.scene;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** A mill on its race through one day. Each frame is a pure function of its moment, so several threads may draw at once. */
final class MillScene {

    private static final double WIDTH = 1280;
    private static final double HEIGHT = 720;

    private final Sky sky;
    private final Land land;
    private final Mill mill;
    private final Wheel wheel = new Wheel();
    private final Race race;
    private final Pond pond;
    private final Foreground foreground;
    private final Caption caption;

    /** @param seed chooses the season and everything that chance places */
    MillScene(long seed) {
        var random = new SplittableRandom(seed);
        var noise = new Noise(random.split());
        Season season = Season.of(seed);
        sky = new Sky(random.split());
        land = new Land(season, noise, random.split());
        mill = new Mill(season, random.split());
        race = new Race(random.split());
        pond = new Pond(noise);
        foreground = new Foreground(season, random.split());
        caption = new Caption("MILLRACE " + seed + " - " + season);
    }

    BufferedImage draw(int width, int height, Moment moment) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Light light = Light.at(moment.hour());
        paint(picture, g -> {
            sky.draw(g, moment, light);
            land.draw(g, moment, light);
            mill.draw(g, moment, light);
            foreground.drawBank(g, light);
            race.drawFlume(g, moment, light);
            wheel.draw(g, moment, light);
            race.drawJet(g, moment, light);
        });
        pond.draw(picture, moment, light);
        paint(picture, g -> {
            race.drawSplash(g, moment, light);
            foreground.drawReeds(g, moment, light);
            foreground.drawAir(g, moment, light);
            caption.draw(g, moment);
        });
        return picture;
    }

    private static void paint(BufferedImage picture, Consumer<Graphics2D> painting) {
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.scale(picture.getWidth() / WIDTH, picture.getHeight() / HEIGHT);
        painting.accept(g);
        g.dispose();
    }
}
