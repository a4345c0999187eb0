package io.tailforge.world.build.beside;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.map.MapElement.TrafficSign;
import io.tailforge.world.build.ground.Extent;
import io.tailforge.world.build.shape.Chance;
import io.tailforge.world.build.shape.Shaper;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Traffic signs: a plate of the map's size with the face that its code asks for, in the shapes of the region's family. */
final class Signs {
    private static final Pattern NUMBER = Pattern.compile("(\\d{3})(?:[.-](\\d{1,2}))?(?:[-/](\\d{2,3}))?");

    /** A speed limit that names its miles an hour: {@code R2-1-45}, {@code R2-1(45)}. */
    private static final Pattern LIMIT = Pattern.compile("R2-1\\D+(\\d{2,3})\\D*");

    private final Extent extent;
    private final Supports supports;
    private final Shaper ground;
    private final String family;
    private final long seed;

    Signs(Extent extent, Supports supports, Shaper ground, String family, long seed) {
        this.extent = extent;
        this.supports = supports;
        this.ground = ground;
        this.family = family;
        this.seed = seed;
    }

    void add(TrafficSign sign) {
        Panel panel = Panel.of(extent.local(sign.corners()), sign.facing());
        if (!extent.isNear(panel.centre())) {
            return;
        }
        double w = Math.max(panel.width(), 0.15) / 2;
        double h = Math.max(panel.height(), 0.15) / 2;
        Pose pose = Pose.ofYaw(
                panel.centre().x(), panel.centre().y(), panel.centre().z(), sign.facing());
        draw(sign, new SignFaces(ground.at(pose), w, h), w / h);
        supports.hold(panel.back(), sign.facing(), h);
    }

    private void draw(TrafficSign sign, SignFaces faces, double aspect) {
        String code = sign.code().substring(sign.code().indexOf(':') + 1);
        Matcher number = NUMBER.matcher(code);
        if (code.startsWith("R1-1") || code.startsWith("R1-2") || code.startsWith("R2-1") || code.startsWith("W")) {
            american(code, faces);
        } else if (number.lookingAt()) {
            vienna(Integer.parseInt(number.group(1)), limit(number), faces);
        } else {
            unnamed(sign, faces, aspect);
        }
    }

    private static String limit(Matcher number) {
        String last = number.group(3) != null ? number.group(3) : number.group(2);
        return last != null && last.length() > 1 ? last : "50";
    }

    private void american(String code, SignFaces faces) {
        switch (code.substring(0, Math.min(4, code.length()))) {
            case "R1-1" -> faces.stop();
            case "R1-2" -> faces.giveWay(false);
            case "R2-1" -> {
                Matcher limit = LIMIT.matcher(code);
                faces.whiteLimit(limit.matches() ? limit.group(1) : "35");
            }
            default -> faces.yellowDiamond();
        }
    }

    /** By the groups of the German catalogue, which most Vienna countries follow in shape. */
    private void vienna(int number, String limit, SignFaces faces) {
        boolean mutcd = family.equals("mutcd");
        switch (number) {
            case 205 -> faces.giveWay(false);
            case 206 -> stop(faces);
            case 267 -> faces.noEntry();
            case 274, 275 -> limit(limit, faces);
            case 283, 286 -> faces.noStopping();
            case 301, 306 -> faces.priority();
            case 350 -> faces.crossing();
            default -> {
                if (number < 200) {
                    warning(mutcd, faces);
                } else if (number < 250) {
                    faces.mandatory();
                } else if (number < 300) {
                    faces.prohibition();
                } else {
                    faces.guide(mutcd);
                }
            }
        }
    }

    private void stop(SignFaces faces) {
        if (family.equals("japan")) {
            faces.giveWay(true);
        } else {
            faces.stop();
        }
    }

    private void limit(String number, SignFaces faces) {
        if (family.equals("mutcd")) {
            faces.whiteLimit(number);
        } else {
            faces.limit(number);
        }
    }

    private static void warning(boolean diamond, SignFaces faces) {
        if (diamond) {
            faces.yellowDiamond();
        } else {
            faces.warning();
        }
    }

    /** A sign of which only the plate is known: its proportions narrow the choice. */
    private void unnamed(TrafficSign sign, SignFaces faces, double aspect) {
        SplittableRandom random = Chance.of(seed, "sign " + sign.id(), 0);
        boolean vienna = family.equals("vienna");
        if (aspect > 1.3) {
            faces.guide(!vienna);
        } else if (aspect < 0.75) {
            if (vienna) {
                faces.guide(false);
            } else {
                faces.whiteLimit("35");
            }
        } else {
            switch (random.nextInt(5)) {
                case 0 -> limit(Integer.toString(10 * (3 + random.nextInt(3))), faces);
                case 1 -> warning(!vienna, faces);
                case 2 -> faces.noStopping();
                case 3 -> faces.crossing();
                default -> faces.mandatory();
            }
        }
    }
}
