package dev.millrace.recording.scene;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The sky: its colours, stars, sun and moon, and clouds that cross it once in a loop. */
final class Sky {

    private static final double HORIZON = 430;

    private record Star(double x, double y, double size, double twinkle) {}

    private record Cloud(double x, double y, double size, List<Star> puffs) {}

    private final List<Star> stars;
    private final List<Cloud> clouds;

    Sky(SplittableRandom random) {
        stars = IntStream.range(0, 110)
                .mapToObj(i -> new Star(
                        random.nextDouble(1280),
                        random.nextDouble(360),
                        1 + random.nextDouble() * random.nextDouble() * 2.4,
                        random.nextDouble()))
                .toList();
        clouds = IntStream.range(0, 6).mapToObj(i -> cloud(random, i)).toList();
    }

    private static Cloud cloud(SplittableRandom random, int number) {
        List<Star> puffs = IntStream.range(0, 9)
                .mapToObj(i -> new Star(
                        (i - 4) * 17 + random.nextDouble(-6, 6),
                        random.nextDouble(-5, 5) - (4 - Math.abs(i - 4)) * 4.5,
                        26 + (4 - Math.abs(i - 4)) * 7 + random.nextDouble(8),
                        0))
                .toList();
        return new Cloud(
                number * 285 + random.nextDouble(120),
                46 + random.nextDouble(150),
                0.6 + random.nextDouble(0.7),
                puffs);
    }

    void draw(Graphics2D g, Moment moment, Light light) {
        for (int y = 0; y < 560; y++) {
            g.setColor(light.zenith()
                    .mix(light.horizon(), Math.min(1, y / HORIZON))
                    .color());
            g.fillRect(0, y, 1280, 2);
        }
        drawStars(g, moment, light);
        drawDisc(g, (moment.hour() - 5.6) / 13.4, 34, Tone.of(0xFFF3C4), Tone.of(0xFFC766), 1 - light.darkness() * 0.5);
        drawDisc(
                g, ((moment.hour() + 6) % 24 - 0.6) / 11.2, 24, Tone.of(0xEEF1FF), Tone.of(0x9FB0FF), light.darkness());
        clouds.forEach(cloud -> drawCloud(g, cloud, moment, light));
    }

    private void drawStars(Graphics2D g, Moment moment, Light light) {
        if (light.darkness() < 0.1) {
            return;
        }
        for (Star star : stars) {
            double glow = 0.65 + 0.35 * moment.swing(2.5, star.twinkle);
            double fade = 1 - star.y / HORIZON;
            g.setColor(Tone.WHITE.color(light.darkness() * glow * fade));
            g.fill(new Ellipse2D.Double(star.x, star.y, star.size, star.size));
        }
    }

    /** Sun or moon, so far along on its way from rise to set. */
    private static void drawDisc(Graphics2D g, double way, double radius, Tone face, Tone halo, double strength) {
        if (way <= 0 || way >= 1 || strength <= 0) {
            return;
        }
        double x = 120 + way * 1040;
        double y = HORIZON + 30 - 350 * Math.sin(Math.PI * way);
        float reach = (float) radius * 6;
        g.setPaint(new RadialGradientPaint((float) x, (float) y, reach, new float[] {0, 0.25f, 1}, new Color[] {
            halo.color(0.75 * strength), halo.color(0.28 * strength), halo.color(0)
        }));
        g.fill(new Ellipse2D.Double(x - reach, y - reach, reach * 2, reach * 2));
        g.setColor(face.color(strength));
        g.fill(new Ellipse2D.Double(x - radius, y - radius, radius * 2, radius * 2));
    }

    private static void drawCloud(Graphics2D g, Cloud cloud, Moment moment, Light light) {
        double x = (cloud.x + moment.phase() * 1710) % 1710 - 215;
        Tone lit = light.on(Tone.WHITE, 0.25);
        Tone shade = light.on(Tone.of(0xB9C4D4), 0.45);
        for (int layer = 0; layer < 2; layer++) {
            g.setColor((layer == 0 ? shade : lit).color(0.62 - 0.35 * light.darkness()));
            for (Star puff : cloud.puffs) {
                double size = puff.size * cloud.size * (layer == 0 ? 1 : 0.82);
                double top = cloud.y + puff.y * cloud.size - size / 2 + (layer == 0 ? 5 : -1);
                g.fill(new Ellipse2D.Double(x + puff.x * cloud.size * 1.3 - size * 0.8, top, size * 1.6, size));
            }
        }
    }
}
