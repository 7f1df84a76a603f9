package org.levelread.dicom;

import java.util.Optional;

/// A modality or VOI look-up table. Source: DICOM PS3.3, C.11.1.1 and C.11.2.1.1.
///
/// @param first the input that the first entry belongs to; what lies beyond the ends gets the end's entry
/// @param bits of an entry, 8 to 16
record LookUpTable(int first, int bits, int[] entries) {
    /// out of the first item of a sequence; empty where there is none
    ///
    /// @param signedInput whether the values that go in may be negative
    /// @throws DicomRefusedException where the table is damaged
    static Optional<LookUpTable> of(DataSet dataSet, int sequence, boolean signedInput) {
        return dataSet.firstItem(sequence).map(item -> of(item, signedInput));
    }

    private static LookUpTable of(DataSet item, boolean signedInput) {
        double[] descriptor = item.numbers(Tag.LUT_DESCRIPTOR);
        if (descriptor.length != 3) throw damaged();
        int count = (int) descriptor[0] & 0xffff;
        if (count == 0) count = 65536;
        int bits = (int) descriptor[2];
        if (bits < 8 || bits > 16) throw damaged();
        int first = signedInput ? (short) (int) descriptor[1] : (int) descriptor[1] & 0xffff;
        byte[] data = item.bytes(Tag.LUT_DATA);
        int[] entries = new int[count];
        // eight-bit entries may be written a byte each
        boolean words = data.length >= 2 * count;
        if (!words && (bits > 8 || data.length < count)) throw damaged();
        int highest = (1 << bits) - 1;
        for (int i = 0; i < count; i++) {
            int entry = words ? data[2 * i] & 0xff | (data[2 * i + 1] & 0xff) << 8 : data[i] & 0xff;
            // some writers say too few bits; what they mean cannot be told
            if (entry > highest) throw damaged();
            entries[i] = entry;
        }
        return new LookUpTable(first, bits, entries);
    }

    int at(double input) {
        long index = Math.round(input) - first;
        return entries[(int) Math.clamp(index, 0, entries.length - 1)];
    }

    private static DicomRefusedException damaged() {
        return new DicomRefusedException("is damaged: the table for its grey values is unreadable. Export it again.");
    }
}
