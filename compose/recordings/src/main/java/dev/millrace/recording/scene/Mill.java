package dev.millrace.recording.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The mill house: stone below, timber above, a clock that shows the hour of the scene, lamps at night, smoke from the chimney. */
final class Mill {

    private static final double LEFT = 700;
    private static final double RIGHT = 980;
    private static final double STONE_TOP = 400;
    private static final double EAVES = 292;
    private static final double RIDGE = 152;
    private static final double FOOT = 545;

    private record Stone(double x, double y, double width, double height, double shade) {}

    private final Season season;
    private final List<Stone> stones;

    Mill(Season season, SplittableRandom random) {
        this.season = season;
        this.stones = stones(random);
    }

    private static List<Stone> stones(SplittableRandom random) {
        var stones = new ArrayList<Stone>();
        for (double y = STONE_TOP; y < FOOT; y += 18) {
            double x = LEFT - random.nextDouble(30);
            while (x < RIGHT) {
                double width = 24 + random.nextDouble(26);
                double from = Math.max(LEFT, x);
                double to = Math.min(RIGHT, x + width - 2);
                if (to - from > 4) {
                    stones.add(new Stone(from, y, to - from, 16, 0.78 + random.nextDouble(0.3)));
                }
                x += width;
            }
        }
        return List.copyOf(stones);
    }

    void draw(Graphics2D g, Moment moment, Light light) {
        drawSmoke(g, moment, light);
        drawChimney(g, light);
        drawWalls(g, light);
        drawTimber(g, light);
        drawRoof(g, light);
        drawOpenings(g, light);
        drawClock(g, moment, light);
    }

    private static void drawSmoke(Graphics2D g, Moment moment, Light light) {
        for (int puff = 0; puff < 9; puff++) {
            double age = moment.turn(6, puff / 9.0);
            double size = 12 + age * 46;
            double x = 912 + age * 70 + 9 * moment.swing(4, puff / 9.0);
            g.setColor(light.on(Tone.of(0xE4E8EE), 0.3).color(0.34 * (1 - age) * Math.min(1, age * 6)));
            g.fill(new Ellipse2D.Double(x - size / 2, 168 - age * 120 - size / 2, size, size * 0.86));
        }
    }

    private static void drawChimney(Graphics2D g, Light light) {
        g.setColor(light.on(Tone.of(0x8C4F3C)).color());
        g.fill(new Rectangle2D.Double(896, 176, 32, 80));
        g.setColor(light.on(Tone.of(0x6D3B2D)).color());
        g.fill(new Rectangle2D.Double(891, 168, 42, 11));
    }

    private void drawWalls(Graphics2D g, Light light) {
        g.setColor(light.on(Tone.of(0x5E5A55)).color());
        g.fill(new Rectangle2D.Double(LEFT, STONE_TOP, RIGHT - LEFT, FOOT - STONE_TOP));
        for (Stone stone : stones) {
            g.setColor(light.on(Tone.of(0x9A948A).times(stone.shade)).color());
            g.fill(new RoundRectangle2D.Double(stone.x, stone.y, stone.width, stone.height, 7, 7));
        }
        var gable = new Path2D.Double();
        gable.moveTo(LEFT, STONE_TOP);
        gable.lineTo(LEFT, EAVES);
        gable.lineTo((LEFT + RIGHT) / 2, RIDGE);
        gable.lineTo(RIGHT, EAVES);
        gable.lineTo(RIGHT, STONE_TOP);
        gable.closePath();
        g.setColor(light.on(Tone.of(0xEADFC6)).color());
        g.fill(gable);
    }

    private static void drawTimber(Graphics2D g, Light light) {
        g.setColor(light.on(Tone.of(0x55391F)).color());
        g.setStroke(new BasicStroke(9));
        double[][] beams = {
            {LEFT, STONE_TOP, RIGHT, STONE_TOP}, {LEFT, EAVES + 4, RIGHT, EAVES + 4},
            {LEFT + 4, EAVES, LEFT + 4, STONE_TOP}, {RIGHT - 4, EAVES, RIGHT - 4, STONE_TOP},
            {793, EAVES, 793, STONE_TOP}, {887, EAVES, 887, STONE_TOP},
            {LEFT + 6, STONE_TOP, 790, EAVES}, {RIGHT - 6, STONE_TOP, 890, EAVES},
            {770, EAVES, 770, 228}, {910, EAVES, 910, 228}
        };
        for (double[] beam : beams) {
            g.draw(new Line2D.Double(beam[0], beam[1], beam[2], beam[3]));
        }
    }

    private void drawRoof(Graphics2D g, Light light) {
        Tone tiles = season.isSnowy() ? Tone.of(0xE9F0F5) : Tone.of(0x9C4A35);
        double middle = (LEFT + RIGHT) / 2;
        for (int side = -1; side <= 1; side += 2) {
            double eaves = middle + side * 172;
            var slope = new Path2D.Double();
            slope.moveTo(middle, RIDGE - 30);
            slope.lineTo(eaves, EAVES + 14);
            slope.lineTo(eaves - side * 20, EAVES + 26);
            slope.lineTo(middle, RIDGE - 4);
            slope.closePath();
            g.setColor(light.on(tiles.times(side < 0 ? 1 : 0.82)).color());
            g.fill(slope);
        }
        g.setColor(light.on(Tone.of(0x3D2817)).color());
        g.setStroke(new BasicStroke(4));
        g.draw(new Line2D.Double(middle - 152, EAVES + 26, middle, RIDGE - 4));
        g.draw(new Line2D.Double(middle + 152, EAVES + 26, middle, RIDGE - 4));
    }

    private static void drawOpenings(Graphics2D g, Light light) {
        for (double[] window :
                new double[][] {{818, 322, 44, 52}, {724, 330, 40, 44}, {916, 330, 40, 44}, {906, 440, 40, 44}}) {
            drawWindow(g, light, window[0], window[1], window[2], window[3]);
        }
        g.setColor(light.on(Tone.of(0x3E2A1A)).color());
        g.fill(new RoundRectangle2D.Double(838, 446, 50, 90, 44, 44));
        g.setColor(light.on(Tone.of(0x6B4526)).color());
        g.fill(new RoundRectangle2D.Double(843, 451, 40, 90, 36, 36));
    }

    private static void drawWindow(Graphics2D g, Light light, double x, double y, double width, double height) {
        Tone pane = light.on(Tone.of(0x5F7F95)).mix(Tone.of(0xFFC964), light.darkness());
        if (light.darkness() > 0.05) {
            float reach = (float) width * 1.9f;
            float centreX = (float) (x + width / 2);
            float centreY = (float) (y + height / 2);
            g.setPaint(new RadialGradientPaint(centreX, centreY, reach, new float[] {0, 1}, new Color[] {
                Tone.of(0xFFB84D).color(0.42 * light.darkness()),
                Tone.of(0xFFB84D).color(0)
            }));
            g.fill(new Ellipse2D.Double(centreX - reach, centreY - reach, reach * 2, reach * 2));
        }
        g.setColor(pane.color());
        g.fill(new Rectangle2D.Double(x, y, width, height));
        g.setColor(light.on(Tone.of(0x3D2817)).color());
        g.setStroke(new BasicStroke(4));
        g.draw(new Rectangle2D.Double(x, y, width, height));
        g.setStroke(new BasicStroke(2.4f));
        g.draw(new Line2D.Double(x + width / 2, y, x + width / 2, y + height));
        g.draw(new Line2D.Double(x, y + height / 2, x + width, y + height / 2));
    }

    private static void drawClock(Graphics2D g, Moment moment, Light light) {
        double x = (LEFT + RIGHT) / 2;
        double y = 236;
        g.setColor(light.on(Tone.of(0x3D2817)).color());
        g.fill(new Ellipse2D.Double(x - 34, y - 34, 68, 68));
        g.setColor(light.on(Tone.of(0xFBF6E6))
                .mix(Tone.of(0xFFE6AE), light.darkness() * 0.7)
                .color());
        g.fill(new Ellipse2D.Double(x - 29, y - 29, 58, 58));
        g.setColor(Tone.of(0x2A1D12).color());
        for (int mark = 0; mark < 12; mark++) {
            hand(g, x, y, mark / 12.0, 23, 27, mark % 3 == 0 ? 3.2f : 1.6f);
        }
        hand(g, x, y, moment.hour() / 12, -4, 15, 4);
        hand(g, x, y, moment.hour(), -5, 22, 2.6f);
    }

    private static void hand(Graphics2D g, double x, double y, double turn, double from, double to, float width) {
        double angle = 2 * Math.PI * turn;
        g.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(new Line2D.Double(
                x + from * Math.sin(angle),
                y - from * Math.cos(angle),
                x + to * Math.sin(angle),
                y - to * Math.cos(angle)));
    }
}
