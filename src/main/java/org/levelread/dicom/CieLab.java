package org.levelread.dicom;

/// Colours as DICOM writes them: CIE L*a*b* in three unsigned 16-bit numbers. PS3.3, C.10.7.1.1.
final class CieLab {
    private CieLab() {}

    /// @param rgb 0xRRGGBB in sRGB (IEC 61966-2-1, white point D65)
    static long[] encoded(int rgb) {
        double r = linear(rgb >> 16 & 0xff);
        double g = linear(rgb >> 8 & 0xff);
        double b = linear(rgb & 0xff);
        double x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
        double y = curve(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
        double z = curve((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
        return new long[] {
            sixteenBits((116 * y - 16) / 100), sixteenBits((500 * (x - y) + 128) / 255), sixteenBits((200 * (y - z) + 128) / 255)
        };
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    private static double curve(double t) {
        return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }

    private static long sixteenBits(double share) {
        return Math.round(Math.clamp(share, 0, 1) * 65535);
    }
}
