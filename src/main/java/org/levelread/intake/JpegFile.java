package org.levelread.intake;

import java.io.ByteArrayOutputStream;

/// Checks the segments of a JPEG before anything is decoded and keeps those that make the picture. Source: ITU-T
/// T.81, annex B.
///
/// @param picture a JPEG without comments, colour profiles, thumbnails and camera data
record JpegFile(byte[] picture) {
    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int TEMPORARY = 0x01;
    private static final int COMMENT = 0xFE;

    /// a progressive picture has about ten; thousands only keep the decoder busy
    private static final int MOST_SCANS = 100;

    static JpegFile of(byte[] bytes) throws Refusal {
        ByteArrayOutputStream picture = new ByteArrayOutputStream(bytes.length);
        boolean framed = false;
        int scans = 0;
        int at = 0;
        while (true) {
            int start = at;
            if (at + 1 >= bytes.length) throw cutOff(bytes.length);
            if ((bytes[at] & 0xff) != 0xff) throw damaged(at);
            while (at < bytes.length && (bytes[at] & 0xff) == 0xff) at++;
            if (at >= bytes.length) throw cutOff(bytes.length);
            int marker = bytes[at++] & 0xff;
            if (marker == START || marker == TEMPORARY || isRestart(marker)) {
                picture.write(bytes, start, at - start);
                continue;
            }
            if (marker == END) {
                picture.write(bytes, start, at - start);
                break;
            }
            if (at + 2 > bytes.length) throw cutOff(bytes.length);
            int length = unsigned16(bytes, at);
            if (length < 2) throw damaged(start);
            if (at + length > bytes.length) throw cutOff(bytes.length);
            if (isFrame(marker)) {
                requireFrame(marker, bytes, at, length);
                framed = true;
            }
            if (marker == SCAN && ++scans > MOST_SCANS) {
                throw new Refusal("has more than " + MOST_SCANS + " scans: save it as a plain JPEG or PNG.");
            }
            at += length;
            if (marker == SCAN) at = endOfScan(bytes, at);
            if (isPicture(marker)) picture.write(bytes, start, at - start);
        }
        if (!framed || scans == 0) throw new Refusal("is damaged: this JPEG holds no picture data. Export it again.");
        return new JpegFile(picture.toByteArray());
    }

    private static void requireFrame(int marker, byte[] bytes, int at, int length) throws Refusal {
        if (length < 8) throw damaged(at);
        int kind = marker & 0xf;
        if (kind > 2)
            throw new Refusal("is a JPEG of a rare kind (process " + kind + "): save it as a plain JPEG or PNG.");
        int bits = bytes[at + 2];
        if (bits != 8) throw new Refusal("is a JPEG with " + bits + " bits a sample: save it as a 16-bit PNG.");
        Sizes.require(unsigned16(bytes, at + 5), unsigned16(bytes, at + 3));
        int components = bytes[at + 7];
        if (components != 1 && components != 3) {
            throw new Refusal("is a colour picture (" + components + " colour channels): a film in grey is needed.");
        }
    }

    /// the next marker after entropy-coded data, in which FF is followed by 0 and restarts may stand
    private static int endOfScan(byte[] bytes, int from) throws Refusal {
        for (int at = from; at + 1 < bytes.length; at++) {
            if ((bytes[at] & 0xff) != 0xff) continue;
            int next = bytes[at + 1] & 0xff;
            if (next != 0 && next != 0xff && !isRestart(next)) return at;
        }
        throw cutOff(bytes.length);
    }

    private static boolean isRestart(int marker) {
        return marker >= 0xD0 && marker <= 0xD7;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /// of the application segments only the two that tell the colour model: JFIF (0) and Adobe (14)
    private static boolean isPicture(int marker) {
        boolean application = marker >= 0xE0 && marker <= 0xEF;
        return marker != COMMENT && (!application || marker == 0xE0 || marker == 0xEE);
    }

    private static int unsigned16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private static Refusal cutOff(int length) {
        return new Refusal("is cut off after " + length + " bytes: copy or export it again.");
    }

    private static Refusal damaged(int at) {
        return new Refusal("is damaged: no JPEG segment begins at byte " + at + ". Copy or export it again.");
    }
}
