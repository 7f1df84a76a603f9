package org.levelread.dicom;

import java.util.Arrays;
import java.util.List;

/// One attribute of a data set with its value.
public record DataElement(int tag, Vr vr, Value value) {
    public sealed interface Value {}

    /// A part of an array, not a copy, little endian whatever the file was.
    public record Bytes(byte[] source, int from, int length) implements Value {
        public Bytes {
            if (from < 0 || length < 0 || length > source.length - from) {
                throw new IllegalArgumentException(
                        length + " bytes from " + from + " do not lie in an array of " + source.length);
            }
        }

        public static Bytes of(byte[] bytes) {
            return new Bytes(bytes, 0, bytes.length);
        }

        public byte[] copy() {
            return Arrays.copyOfRange(source, from, from + length);
        }
    }

    /// the items of a sequence
    public record Items(List<DataSet> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /// encapsulated pixel data; the first fragment is the basic offset table, which may be empty. PS3.5, A.4
    public record Fragments(List<Bytes> fragments) implements Value {
        public Fragments {
            fragments = List.copyOf(fragments);
        }
    }

    /// neither value nor items
    boolean empty() {
        return switch (value) {
            case Bytes bytes -> bytes.length == 0;
            case Items items -> items.items.isEmpty();
            case Fragments fragments -> fragments.fragments.isEmpty();
        };
    }

    /// without the value, which may be about the patient
    @Override
    public String toString() {
        return Tag.text(tag) + " " + vr;
    }
}
