package org.levelread.dicom;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.levelread.dicom.DataElement.Bytes;
import org.levelread.dicom.DataElement.Items;

/// Attributes in ascending order of their tags; the items of sequences are data sets in turn.
///
/// The `set` methods take the value representation from the [Dictionary] and write text in UTF-8: a data set with
/// text beyond ASCII needs SpecificCharacterSet ISO_IR 192. Reading methods are lenient: a missing, empty or
/// unreadable value is empty, and so is one of a wrong representation that cannot be understood.
public final class DataSet {
    private final TreeMap<Integer, DataElement> elements = new TreeMap<>(Integer::compareUnsigned);
    private @Nullable DataSet parent;

    /// in ascending order of their tags
    public Collection<DataElement> elements() {
        return Collections.unmodifiableCollection(elements.values());
    }

    public Optional<DataElement> element(int tag) {
        return Optional.ofNullable(elements.get(tag));
    }

    /// whether it is there, be it empty
    public boolean contains(int tag) {
        return elements.containsKey(tag);
    }

    /// whether it is there with a value
    public boolean has(int tag) {
        DataElement element = elements.get(tag);
        return element != null && !element.empty();
    }

    public DataSet put(DataElement element) {
        elements.put(element.tag(), element);
        if (element.value() instanceof Items(List<DataSet> items)) items.forEach(item -> item.parent = this);
        return this;
    }

    public DataSet remove(int tag) {
        elements.remove(tag);
        return this;
    }

    /// text, or decimal and integer strings as they are to stand in the file; none is an empty attribute
    public DataSet set(int tag, String... values) {
        return set(tag, vrOf(tag), values);
    }

    public DataSet set(int tag, Vr vr, String... values) {
        if (!vr.text()) throw new IllegalArgumentException(Tag.text(tag) + " is " + vr + " and takes no text");
        return put(new DataElement(
                tag, vr, Bytes.of(String.join("\\", values).getBytes(StandardCharsets.UTF_8))));
    }

    /// whole numbers, for US, SS, UL, SL, UV, SV, and IS
    public DataSet set(int tag, long... values) {
        Vr vr = vrOf(tag);
        if (vr == Vr.IS) {
            return set(tag, Arrays.stream(values).mapToObj(Long::toString).toArray(String[]::new));
        }
        return set(tag, vr, values);
    }

    public DataSet set(int tag, Vr vr, long... values) {
        ByteBuffer out = ByteBuffer.allocate(vr.wordBytes() * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            switch (vr) {
                case US, SS, OW -> out.putShort((short) within(tag, value, vr == Vr.SS, 16));
                case UL, SL, OL -> out.putInt((int) within(tag, value, vr == Vr.SL, 32));
                case UV, SV, OV -> out.putLong(value);
                default -> throw new IllegalArgumentException(Tag.text(tag) + " is " + vr + " and takes no integers");
            }
        }
        return put(new DataElement(tag, vr, Bytes.of(out.array())));
    }

    /// decimal numbers, for FL, FD, OF, OD, and DS, there with as many digits as its 16 characters hold
    public DataSet set(int tag, double... values) {
        Vr vr = vrOf(tag);
        if (vr == Vr.DS) {
            return set(tag, Arrays.stream(values).mapToObj(DataSet::decimal).toArray(String[]::new));
        }
        ByteBuffer out = ByteBuffer.allocate(vr.wordBytes() * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (vr) {
                case FL, OF -> out.putFloat((float) value);
                case FD, OD -> out.putDouble(value);
                default -> throw new IllegalArgumentException(Tag.text(tag) + " is " + vr + " and takes no decimals");
            }
        }
        return put(new DataElement(tag, vr, Bytes.of(out.array())));
    }

    /// pointers to attributes, for AT
    public DataSet setTags(int tag, int... tags) {
        ByteBuffer out = ByteBuffer.allocate(4 * tags.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : tags) out.putShort((short) (value >>> 16)).putShort((short) value);
        return put(new DataElement(tag, Vr.AT, Bytes.of(out.array())));
    }

    public DataSet setItems(int tag, DataSet... items) {
        return put(new DataElement(tag, Vr.SQ, new Items(List.of(items))));
    }

    public DataSet setItems(int tag, List<DataSet> items) {
        return put(new DataElement(tag, Vr.SQ, new Items(items)));
    }

    /// little endian where the representation has words; the array is not copied
    public DataSet setBytes(int tag, Vr vr, byte[] bytes) {
        return put(new DataElement(tag, vr, Bytes.of(bytes)));
    }

    /// the items of a sequence, none where there is no such sequence
    public List<DataSet> items(int tag) {
        DataElement element = elements.get(tag);
        return element != null && element.value() instanceof Items(List<DataSet> items) ? items : List.of();
    }

    public Optional<DataSet> firstItem(int tag) {
        return items(tag).stream().findFirst();
    }

    /// the first value without padding, empty where there is none
    public String text(int tag) {
        return texts(tag).stream().findFirst().orElse("");
    }

    /// every value without padding; numbers in binary are no text
    public List<String> texts(int tag) {
        DataElement element = elements.get(tag);
        if (element == null || !(element.value() instanceof Bytes bytes) || bytes.length() == 0) return List.of();
        Vr vr = understood(element);
        if (!vr.text()) return List.of();
        String whole = CharacterSet.decode(bytes.copy(), vr.usesCharacterSet() ? characterSets() : List.of());
        if (!vr.multiple()) return List.of(stripped(whole));
        return Arrays.stream(whole.split("\\\\", -1)).map(DataSet::stripped).toList();
    }

    /// the first value as a whole number, from any representation of numbers
    public OptionalInt integer(int tag) {
        double[] all = numbers(tag);
        if (all.length == 0 || all[0] != Math.rint(all[0]) || Math.abs(all[0]) > Integer.MAX_VALUE) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) all[0]);
    }

    public OptionalDouble decimal(int tag) {
        double[] all = numbers(tag);
        return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(all[0]);
    }

    /// every value, from binary numbers or from decimal and integer strings; none where one of them is unreadable
    public double[] numbers(int tag) {
        DataElement element = elements.get(tag);
        if (element == null || !(element.value() instanceof Bytes bytes)) return new double[0];
        Vr vr = understood(element);
        if (vr.text()) return parsed(texts(tag));
        int size = vr.wordBytes();
        if (vr == Vr.UN || vr == Vr.OB || bytes.length() % size != 0) return new double[0];
        ByteBuffer in = ByteBuffer.wrap(bytes.source(), bytes.from(), bytes.length())
                .order(ByteOrder.LITTLE_ENDIAN);
        double[] all = new double[bytes.length() / size];
        for (int i = 0; i < all.length; i++) {
            all[i] = switch (vr) {
                case SS -> in.getShort();
                case SL -> in.getInt();
                case UL, OL -> in.getInt() & 0xffffffffL;
                case FL, OF -> in.getFloat();
                case FD, OD -> in.getDouble();
                case SV, UV, OV -> in.getLong();
                default -> in.getShort() & 0xffff;
            };
        }
        return all;
    }

    /// a copy of the value's bytes, little endian; empty for sequences and fragments
    public byte[] bytes(int tag) {
        DataElement element = elements.get(tag);
        return element != null && element.value() instanceof Bytes bytes ? bytes.copy() : new byte[0];
    }

    /// its own character sets, or for an item those of the data set around it
    private List<String> characterSets() {
        for (DataSet at = this; at != null; at = at.parent) {
            if (at.has(Tag.SPECIFIC_CHARACTER_SET)) return at.texts(Tag.SPECIFIC_CHARACTER_SET);
        }
        return List.of();
    }

    /// what was written as unknown is what the dictionary says
    private static Vr understood(DataElement element) {
        return element.vr() == Vr.UN ? Dictionary.vr(element.tag()) : element.vr();
    }

    private static Vr vrOf(int tag) {
        Vr vr = Dictionary.vr(tag);
        if (vr == Vr.UN) throw new IllegalArgumentException(Tag.text(tag) + " is not in the dictionary: give its VR");
        return vr;
    }

    private static double[] parsed(List<String> texts) {
        double[] all = new double[texts.size()];
        for (int i = 0; i < all.length; i++) {
            String text = texts.get(i);
            // Java would also take hexadecimal numbers, NaN and a type's letter
            if (text.length() > 64 || !text.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?")) {
                return new double[0];
            }
            all[i] = Double.parseDouble(text);
        }
        return all;
    }

    private static long within(int tag, long value, boolean signed, int bits) {
        long low = signed ? -(1L << bits - 1) : 0;
        long high = signed ? (1L << bits - 1) - 1 : (1L << bits) - 1;
        if (value < low || value > high) {
            throw new IllegalArgumentException(
                    Tag.text(tag) + " takes " + low + " to " + high + ", was given " + value);
        }
        return value;
    }

    /// at most 16 characters, as the value representation DS asks for
    static String decimal(double value) {
        if (!Double.isFinite(value)) throw new IllegalArgumentException("a decimal string cannot say " + value);
        String plain = BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
        if (plain.length() <= 16) return plain;
        for (int digits = 10; digits > 0; digits--) {
            String text = String.format(Locale.ROOT, "%." + digits + "e", value);
            if (text.length() <= 16) return text;
        }
        throw new AssertionError("no decimal string for " + value);
    }

    private static String stripped(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) <= ' ') end--;
        int start = 0;
        while (start < end && text.charAt(start) == ' ') start++;
        return text.substring(start, end);
    }

    /// without values, which may be about the patient
    @Override
    public String toString() {
        return "data set with " + new ArrayList<>(elements.values());
    }
}
