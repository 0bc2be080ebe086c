package dev.millrace.recording.scene;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;

/** The overshot wheel: it turns as a whole number of buckets pass in a loop, those going down full of water. */
final class Wheel {

    static final double X = 640;
    static final double Y = 424;
    static final double RADIUS = 128;

    private static final int BUCKETS = 24;
    private static final double DEPTH = 24;
    private static final double SECONDS_PER_BUCKET = 0.36;

    /** Draws the wheel. Its turning repeats from bucket to bucket, its spokes from eighth to eighth, so the loop closes. */
    void draw(Graphics2D g, Moment moment, Light light) {
        double eighths = Math.max(1, Math.round(moment.frames() / (moment.rate() * SECONDS_PER_BUCKET * BUCKETS / 8)));
        double turned = 2 * Math.PI * eighths / 8 * moment.phase();
        AffineTransform before = g.getTransform();
        g.translate(X, Y);
        drawRim(g, light, RADIUS - 3, 7, 0x3B2817);
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            drawBucket(g, light, turned + 2 * Math.PI * bucket / BUCKETS);
        }
        drawSpokes(g, light, turned);
        drawRim(g, light, RADIUS - DEPTH, 10, 0x6F4A29);
        drawRim(g, light, RADIUS, 6, 0x7D5632);
        drawHub(g, light, turned);
        g.setTransform(before);
    }

    private static void drawRim(Graphics2D g, Light light, double radius, float width, int tone) {
        g.setColor(light.on(Tone.of(tone)).color());
        g.setStroke(new BasicStroke(width));
        g.draw(new Ellipse2D.Double(-radius, -radius, radius * 2, radius * 2));
    }

    /** Angles run clockwise from the top. */
    private static void drawBucket(Graphics2D g, Light light, double angle) {
        AffineTransform before = g.getTransform();
        g.rotate(angle);
        double height = Math.sin(angle);
        boolean isFull = height > 0.08 && Math.cos(angle) > -0.86;
        if (isFull) {
            var water = new Path2D.Double();
            water.moveTo(-16, -RADIUS + DEPTH);
            water.lineTo(-6, -RADIUS + 3);
            water.lineTo(24, -RADIUS + 5);
            water.lineTo(14, -RADIUS + DEPTH);
            water.closePath();
            g.setColor(light.on(Tone.of(0x8FD0EA)).color(0.85));
            g.fill(water);
        }
        g.setColor(light.on(Tone.of(0x8A5F37)).color());
        g.setStroke(new BasicStroke(4.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(new Line2D.Double(-16, -RADIUS + DEPTH, -6, -RADIUS + 1));
        g.setTransform(before);
    }

    private static void drawSpokes(Graphics2D g, Light light, double turned) {
        for (int spoke = 0; spoke < 8; spoke++) {
            double angle = turned + Math.PI * spoke / 4;
            double x = Math.sin(angle) * (RADIUS - DEPTH);
            double y = -Math.cos(angle) * (RADIUS - DEPTH);
            g.setColor(light.on(Tone.of(0x4A311C)).color());
            g.setStroke(new BasicStroke(11));
            g.draw(new Line2D.Double(0, 0, x, y));
            g.setColor(light.on(Tone.of(0x80582F)).color());
            g.setStroke(new BasicStroke(6));
            g.draw(new Line2D.Double(0, 0, x, y));
        }
    }

    private static void drawHub(Graphics2D g, Light light, double turned) {
        double[] radii = {25, 18, 7};
        int[] tones = {0x4A311C, 0x8A6138, 0x2A2A2E};
        for (int ring = 0; ring < radii.length; ring++) {
            g.setColor(light.on(Tone.of(tones[ring])).color());
            g.fill(new Ellipse2D.Double(-radii[ring], -radii[ring], radii[ring] * 2, radii[ring] * 2));
        }
        g.setColor(light.on(Tone.of(0xC9CCD2)).color());
        for (int bolt = 0; bolt < 8; bolt++) {
            double angle = turned + Math.PI * (bolt + 0.5) / 4;
            g.fill(new Ellipse2D.Double(Math.sin(angle) * 21.5 - 1.8, -Math.cos(angle) * 21.5 - 1.8, 3.6, 3.6));
        }
    }
}
