package io.tailforge.service.cost;

/**
 * What one clip will take.
 *
 * @param samples clips that it rests on
 * @param because in words, for people
 */
public record Forecast(Range amount, Basis basis, int samples, String because) {
    static final Forecast UNKNOWN = new Forecast(
            Range.ZERO, Basis.UNKNOWN, 0, "this engine has made no clip here yet and no figures of it are known");
}
