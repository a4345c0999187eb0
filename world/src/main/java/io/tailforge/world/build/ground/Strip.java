package io.tailforge.world.build.ground;

import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A band between two rails, cut across at the same stations. Both lists have the same size, two or more. */
public record Strip(List<Vec3> left, List<Vec3> right) {
    public Strip {
        left = List.copyOf(left);
        right = List.copyOf(right);
        if (left.size() != right.size() || left.size() < 2) {
            throw new IllegalArgumentException("rails of " + left.size() + " and " + right.size() + " points");
        }
    }

    /** Rails with the same number of points pair up as they are; others are cut at the stations of both. */
    public static Strip between(List<Vec3> left, List<Vec3> right) {
        if (left.size() == right.size() && left.size() > 1) {
            return new Strip(left, right);
        }
        TreeSet<Double> stations = new TreeSet<>(List.of(0.0, 1.0));
        double[] alongLeft = fractions(left);
        double[] alongRight = fractions(right);
        addAll(stations, alongLeft);
        addAll(stations, alongRight);
        List<Vec3> l = new ArrayList<>();
        List<Vec3> r = new ArrayList<>();
        for (double s : stations) {
            l.add(at(left, alongLeft, s));
            r.add(at(right, alongRight, s));
        }
        return new Strip(l, r);
    }

    /** The same band with more stations, no further apart than a length along its middle. */
    Strip cut(double most) {
        List<Vec3> l = new ArrayList<>(List.of(left.getFirst()));
        List<Vec3> r = new ArrayList<>(List.of(right.getFirst()));
        for (int i = 1; i < size(); i++) {
            int pieces = Math.max(1, (int) Math.ceil(centre(i).distanceTo(centre(i - 1)) / most));
            for (int k = 1; k <= pieces; k++) {
                l.add(left.get(i - 1).lerp(left.get(i), k / (double) pieces));
                r.add(right.get(i - 1).lerp(right.get(i), k / (double) pieces));
            }
        }
        return new Strip(l, r);
    }

    public int size() {
        return left.size();
    }

    public Vec3 centre(int i) {
        return left.get(i).lerp(right.get(i), 0.5);
    }

    public Vec3 across(int i, double fractionFromRight) {
        return right.get(i).lerp(left.get(i), fractionFromRight);
    }

    private static void addAll(TreeSet<Double> stations, double[] more) {
        for (double s : more) {
            Double near = stations.floor(s + 1e-6);
            if (near == null || near < s - 1e-6) {
                stations.add(s);
            }
        }
    }

    private static double[] fractions(List<Vec3> line) {
        double[] s = new double[line.size()];
        for (int i = 1; i < s.length; i++) {
            s[i] = s[i - 1] + line.get(i).distanceTo(line.get(i - 1));
        }
        double length = s[s.length - 1];
        for (int i = 0; i < s.length; i++) {
            s[i] = length > 0 ? s[i] / length : 0;
        }
        return s;
    }

    private static Vec3 at(List<Vec3> line, double[] along, double s) {
        for (int i = 1; i < along.length; i++) {
            if (s <= along[i] && along[i] > along[i - 1]) {
                return line.get(i - 1).lerp(line.get(i), Math.max(0, (s - along[i - 1]) / (along[i] - along[i - 1])));
            }
        }
        return s <= 0 ? line.getFirst() : line.getLast();
    }
}
