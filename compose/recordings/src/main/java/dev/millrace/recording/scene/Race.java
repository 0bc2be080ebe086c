package dev.millrace.recording.scene;

import java.awt.BasicStroke;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.CubicCurve2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The mill race: the flume that brings the water on trestles, the jet onto the wheel, the splash below it. */
final class Race {

    private static final double BED = 282;
    private static final double END = 652;
    private static final double LEVEL = 540;

    private record Drop(double side, double speed, double rise, double offset, double size) {}

    private final List<Drop> drops;
    private final List<Drop> glints;

    Race(SplittableRandom random) {
        drops = IntStream.range(0, 110)
                .mapToObj(i -> new Drop(
                        random.nextDouble(-34, 46),
                        random.nextDouble(-75, 95),
                        random.nextDouble(25, 95),
                        random.nextDouble(),
                        2 + random.nextDouble(3.6)))
                .toList();
        glints = IntStream.range(0, 22)
                .mapToObj(i -> new Drop(0, 0, random.nextDouble(1, 9), random.nextDouble(), 14 + random.nextDouble(30)))
                .toList();
    }

    void drawFlume(Graphics2D g, Moment moment, Light light) {
        drawTrestles(g, light);
        g.setPaint(new GradientPaint(
                0,
                (float) BED - 14,
                light.on(Tone.of(0xA8DDF0)).color(),
                0,
                (float) BED,
                light.on(Tone.of(0x4F9CC0)).color()));
        g.fill(new Rectangle2D.Double(-10, BED - 14, END + 10, 16));
        g.setStroke(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (Drop glint : glints) {
            double x = moment.turn(4.2, glint.offset) * (END + 60) - 50;
            g.setColor(light.on(Tone.WHITE).color(0.75));
            g.draw(new Line2D.Double(x, BED - 13 + glint.rise, Math.min(END, x + glint.size), BED - 13 + glint.rise));
        }
        plank(g, light, BED - 7, 15, 0x7A5230);
        plank(g, light, BED + 8, 6, 0x4E341D);
    }

    private static void plank(Graphics2D g, Light light, double y, double height, int tone) {
        g.setColor(light.on(Tone.of(tone)).color());
        g.fill(new Rectangle2D.Double(-10, y, END + 10, height));
        g.setColor(light.on(Tone.of(tone).times(0.72)).color());
        for (double x = 60; x < END; x += 118) {
            g.fill(new Rectangle2D.Double(x, y, 3, height));
        }
    }

    private static void drawTrestles(Graphics2D g, Light light) {
        g.setColor(light.on(Tone.of(0x5B3D23), 0.04).color());
        for (double x : new double[] {62, 214, 366, 492}) {
            g.setStroke(new BasicStroke(9));
            g.draw(new Line2D.Double(x - 3, BED + 10, x - 24, LEVEL + 6));
            g.draw(new Line2D.Double(x + 3, BED + 10, x + 24, LEVEL + 6));
            g.setStroke(new BasicStroke(5));
            g.draw(new Line2D.Double(x - 12, 394, x + 20, 508));
            g.draw(new Line2D.Double(x + 12, 394, x - 20, 508));
            g.draw(new Line2D.Double(x - 12, 392, x + 12, 392));
        }
    }

    /** The water from the flume's end onto the wheel, drawn over it. */
    void drawJet(Graphics2D g, Moment moment, Light light) {
        for (int strand = 0; strand < 7; strand++) {
            double wave = 2.2 * moment.swing(0.7, strand / 7.0);
            double height = BED - 12 + strand * 2;
            Tone tone = strand % 2 == 0 ? Tone.of(0xD9F3FC) : Tone.of(0x8CCBE4);
            g.setColor(light.on(tone).color(0.82));
            g.setStroke(new BasicStroke(3.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            double reach = 64 - strand * 5 + wave;
            g.draw(new CubicCurve2D.Double(
                    END - 14,
                    height,
                    END + 24,
                    height,
                    END + reach - 8,
                    height + 10,
                    END + reach,
                    322 + strand * 3 + wave));
        }
    }

    void drawSplash(Graphics2D g, Moment moment, Light light) {
        drawSheet(g, moment, light);
        for (Drop drop : drops) {
            double age = moment.turn(0.9, drop.offset);
            double x = Wheel.X + 84 + drop.side + drop.speed * age;
            double y = LEVEL + 4 - drop.rise * 3.2 * age * (1 - age);
            g.setColor(light.on(Tone.of(0xEAF8FF)).color(0.95 * (1 - age * age)));
            g.fill(new Ellipse2D.Double(x, y, drop.size, drop.size));
        }
        for (int ring = 0; ring < 5; ring++) {
            double age = moment.turn(2.4, ring / 5.0);
            double width = 60 + age * 260;
            double height = width * 0.13;
            g.setColor(light.on(Tone.WHITE).color(0.5 * (1 - age)));
            g.setStroke(new BasicStroke((float) (5 - 3.6 * age)));
            g.draw(new Ellipse2D.Double(Wheel.X + 76 - width / 2, LEVEL + 10 - height / 2, width, height));
        }
    }

    /** What the full buckets pour out on their way down. */
    private static void drawSheet(Graphics2D g, Moment moment, Light light) {
        for (int strand = 0; strand < 9; strand++) {
            double flow = moment.turn(0.55, strand * 0.37);
            double x = Wheel.X + 44 + strand * 9;
            double top = Wheel.Y + Math.sqrt(Math.max(0, 122 * 122 - Math.pow(x - Wheel.X, 2))) - 6;
            var fall = new Path2D.Double();
            fall.moveTo(x, top);
            fall.lineTo(x + 2 + 2 * Math.sin(2 * Math.PI * flow), LEVEL + 6);
            g.setColor(light.on(Tone.of(0xDDF3FB)).color(0.3 + 0.45 * flow));
            g.setStroke(new BasicStroke(2.6f + (strand % 3), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(fall);
        }
    }
}
