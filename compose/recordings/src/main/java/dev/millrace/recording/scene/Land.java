package dev.millrace.recording.scene;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The land: three ranges of hills one behind the other, trees, and the meadow down to the water. */
final class Land {

    private record Tree(double x, double y, double size, boolean isConifer) {}

    private static final double BELOW_SHORE = 560;

    private final Season season;
    private final List<Shape> hills;
    private final List<Tree> trees;
    private final Shape meadow;

    Land(Season season, Noise noise, SplittableRandom random) {
        this.season = season;
        this.hills = List.of(
                ridge(noise, 11, 300, 150, 0.11), ridge(noise, 87, 352, 105, 0.16), ridge(noise, 160, 398, 70, 0.2));
        this.trees = IntStream.range(0, 30)
                .mapToObj(i -> new Tree(
                        i * 44 + random.nextDouble(34) - 10,
                        436 + random.nextDouble(26),
                        24 + random.nextDouble(26),
                        random.nextInt(3) == 0))
                .toList();
        this.meadow = ridge(noise, 33, 448, 14, 0.3);
    }

    private static Shape ridge(Noise noise, int row, double base, double height, double scale) {
        var path = new Path2D.Double();
        path.moveTo(-10, BELOW_SHORE);
        for (int x = -10; x <= 1290; x += 5) {
            double at = (x + 10) * scale;
            double share = at - Math.floor(at);
            double level = noise.at(Math.floor(at), row) * (1 - share) + noise.at(Math.floor(at) + 1, row) * share;
            path.lineTo(x, base + height * (0.5 - level));
        }
        path.lineTo(1290, BELOW_SHORE);
        path.closePath();
        return path;
    }

    void draw(Graphics2D g, Moment moment, Light light) {
        double[] haze = {0.68, 0.46, 0.26};
        for (int i = 0; i < hills.size(); i++) {
            g.setColor(light.on(season.meadow().mix(Tone.of(0x49607A), 0.5 - i * 0.18), haze[i])
                    .color());
            g.fill(hills.get(i));
        }
        g.setColor(light.on(season.grass(), 0.08).color());
        g.fill(meadow);
        trees.forEach(tree -> draw(g, tree, moment, light));
    }

    private void draw(Graphics2D g, Tree tree, Moment moment, Light light) {
        double lean = moment.swing(5, tree.x / 900) * tree.size * 0.025;
        g.setColor(light.on(Tone.of(0x4A3626), 0.1).color());
        g.setStroke(new BasicStroke((float) (tree.size / 8)));
        g.draw(new Line2D.Double(tree.x, tree.y + 8, tree.x + lean, tree.y - tree.size * 0.5));
        if (tree.isConifer) {
            drawConifer(g, tree, lean, light);
        } else {
            drawCrown(g, tree, lean, light);
        }
    }

    private void drawConifer(Graphics2D g, Tree tree, double lean, Light light) {
        Tone needles = Tone.of(0x2F5A46).mix(season.grass(), season.isSnowy() ? 0.45 : 0.08);
        for (int tier = 0; tier < 3; tier++) {
            double width = tree.size * (0.42 - tier * 0.1);
            double bottom = tree.y - tree.size * (0.1 + tier * 0.42);
            var path = new Path2D.Double();
            path.moveTo(tree.x + lean * tier - width, bottom);
            path.lineTo(tree.x + lean * (tier + 2), bottom - tree.size * 0.75);
            path.lineTo(tree.x + lean * tier + width, bottom);
            path.closePath();
            g.setColor(light.on(needles.times(0.86 + tier * 0.1), 0.12).color());
            g.fill(path);
        }
    }

    private void drawCrown(Graphics2D g, Tree tree, double lean, Light light) {
        double[][] puffs = {{-0.34, -0.6, 0.74}, {0.32, -0.64, 0.7}, {0, -0.95, 0.86}, {-0.1, -0.72, 0.5}};
        for (int i = 0; i < puffs.length; i++) {
            double size = tree.size * puffs[i][2];
            g.setColor(light.on(season.leaves().times(0.82 + i * 0.09), 0.12).color());
            g.fill(new Ellipse2D.Double(
                    tree.x + lean * 2 + puffs[i][0] * tree.size - size / 2,
                    tree.y + puffs[i][1] * tree.size - size / 2,
                    size,
                    size));
        }
    }
}
