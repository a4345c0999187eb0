package io.tailforge.lidargen.air;

/**
 * What a homogeneous sphere does to a plane wave, in units of its cross-section (Bohren and Huffman 1983, chapter 4;
 * double precision throughout).
 *
 * @param extinction taken out of the beam: scattered and absorbed
 * @param scattering scattered into all directions
 * @param backscatter scattered straight back, times 4 pi per steradian: 1 for a perfect mirror of a large sphere
 */
public record Mie(double extinction, double scattering, double backscatter) {
    /** @param size circumference over wavelength, above 0 and at most a million */
    public static Mie sphere(double size, RefractiveIndex index) {
        if (!(size > 0 && size <= 1e6)) {
            throw new IllegalArgumentException("a sphere's size parameter is in 0..1e6, not " + size);
        }
        return new Series(size, index).sum();
    }

    /** Absorbed, in units of the cross-section. */
    public double absorption() {
        return extinction - scattering;
    }

    /** The series over multipoles; a complex number is a pair of doubles. */
    private static final class Series {
        private final double x;
        private final double n;
        private final double k;
        private final int terms;
        /** Logarithmic derivatives of the inner Riccati-Bessel functions, by downward recurrence. */
        private final double[] innerRe;

        private final double[] innerIm;
        private double aRe;
        private double aIm;
        private double bRe;
        private double bIm;

        Series(double size, RefractiveIndex index) {
            x = size;
            n = index.real();
            k = index.imaginary();
            terms = (int) Math.ceil(x + 4.05 * Math.cbrt(x) + 2);
            double inside = x * Math.hypot(n, k);
            int start = (int) Math.max(terms, Math.ceil(inside + 8 * Math.cbrt(inside))) + 16;
            innerRe = new double[start + 1];
            innerIm = new double[start + 1];
            double square = x * (n * n + k * k);
            double inverseRe = n / square;
            double inverseIm = -k / square;
            for (int i = start; i > 1; i--) {
                double re = innerRe[i] + i * inverseRe;
                double im = innerIm[i] + i * inverseIm;
                double norm = re * re + im * im;
                innerRe[i - 1] = i * inverseRe - re / norm;
                innerIm[i - 1] = i * inverseIm + im / norm;
            }
        }

        Mie sum() {
            double psiBefore = StrictMath.cos(x);
            double psi = StrictMath.sin(x);
            double chiBefore = -psi;
            double chi = psiBefore;
            double extinction = 0;
            double scattering = 0;
            double backRe = 0;
            double backIm = 0;
            for (int i = 1; i <= terms; i++) {
                double factor = (2.0 * i - 1) / x;
                double psiNext = factor * psi - psiBefore;
                double chiNext = factor * chi - chiBefore;
                coefficients(i, psi, psiNext, chi, chiNext);
                double weight = 2.0 * i + 1;
                extinction += weight * (aRe + bRe);
                scattering += weight * (aRe * aRe + aIm * aIm + bRe * bRe + bIm * bIm);
                double sign = (i & 1) == 0 ? weight : -weight;
                backRe += sign * (aRe - bRe);
                backIm += sign * (aIm - bIm);
                psiBefore = psi;
                psi = psiNext;
                chiBefore = chi;
                chi = chiNext;
            }
            double area = x * x;
            return new Mie(2 / area * extinction, 2 / area * scattering, (backRe * backRe + backIm * backIm) / area);
        }

        private void coefficients(int i, double psiBefore, double psi, double chiBefore, double chi) {
            double norm = n * n + k * k;
            double electricRe = (innerRe[i] * n + innerIm[i] * k) / norm + i / x;
            double electricIm = (innerIm[i] * n - innerRe[i] * k) / norm;
            double magneticRe = innerRe[i] * n - innerIm[i] * k + i / x;
            double magneticIm = innerRe[i] * k + innerIm[i] * n;
            double real = electricRe * psi - psiBefore;
            double imaginary = electricIm * psi;
            double belowRe = real + electricIm * chi;
            double belowIm = imaginary - electricRe * chi + chiBefore;
            double below = belowRe * belowRe + belowIm * belowIm;
            aRe = (real * belowRe + imaginary * belowIm) / below;
            aIm = (imaginary * belowRe - real * belowIm) / below;
            real = magneticRe * psi - psiBefore;
            imaginary = magneticIm * psi;
            belowRe = real + magneticIm * chi;
            belowIm = imaginary - magneticRe * chi + chiBefore;
            below = belowRe * belowRe + belowIm * belowIm;
            bRe = (real * belowRe + imaginary * belowIm) / below;
            bIm = (imaginary * belowRe - real * belowIm) / below;
        }
    }
}
