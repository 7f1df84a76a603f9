package org.levelread.dicom;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.levelread.dicom.DataElement.Bytes;
import org.levelread.dicom.DataElement.Fragments;
import org.levelread.dicom.DataElement.Items;

/// Decodes one frame of a file's pixel data.
final class PixelDecoder {
    private PixelDecoder() {}

    /// @param frame from 0
    /// @throws DicomRefusedException where the pixel data are damaged or compressed in a way that is not read
    static StoredPixels decode(DicomFile file, PixelFormat format, int frame) {
        if (frame < 0 || frame >= format.frames()) {
            throw new DicomRefusedException("has %d frames: there is no frame %d.".formatted(format.frames(), frame + 1));
        }
        TransferSyntax syntax = TransferSyntax.of(file.transferSyntax());
        DataElement element = file.dataSet().element(Tag.PIXEL_DATA).orElseThrow();
        return switch (element.value()) {
            case Bytes bytes -> {
                if (syntax.encapsulated()) {
                    throw new DicomRefusedException("is damaged: its transfer syntax (" + syntax.name()
                            + ") is a compressed one, its pixel data are not. Export it again.");
                }
                yield decodeNative(bytes, format, frame);
            }
            case Fragments fragments -> {
                if (!syntax.encapsulated()) {
                    throw new DicomRefusedException("has compressed pixel data under an uncompressed transfer syntax:"
                            + " export it again as Explicit VR Little Endian.");
                }
                yield decodeFrame(file, syntax, format, fragments, frame);
            }
            case Items items -> throw new DicomRefusedException(
                    "is damaged: its pixel data are a sequence. Copy or export it again.");
        };
    }

    private static StoredPixels decodeNative(Bytes data, PixelFormat format, int frame) {
        long needed = format.frameBytes() * format.frames();
        if (data.length() < needed) {
            throw new DicomRefusedException("is cut off: %s need %d bytes, it has %d. Copy or export it again."
                    .formatted(size(format), needed, data.length()));
        }
        // a writer may fill up, but a row too many means that the size is wrong
        if (data.length() - needed >= (long) format.columns() * format.bytesPerPixel()) {
            throw new DicomRefusedException("is damaged: %s need %d bytes, it has %d. Export it again."
                    .formatted(size(format), needed, data.length()));
        }
        long from = data.from() + format.frameBytes() * frame;
        return words(new Bytes(data.source(), Math.toIntExact(from), Math.toIntExact(format.frameBytes())), format);
    }

    private static String size(PixelFormat format) {
        String size = format.columns() + " x " + format.rows() + " pixels";
        return format.frames() == 1 ? size : format.frames() + " frames of " + size;
    }

    /// one byte or one little-endian word a pixel
    private static StoredPixels words(Bytes data, PixelFormat format) {
        short[] values = new short[format.pixels()];
        byte[] source = data.source();
        int at = data.from();
        for (int i = 0; i < values.length; i++) {
            int word = format.bytesPerPixel() == 1
                    ? source[at + i]
                    : source[at + 2 * i] & 0xff | source[at + 2 * i + 1] << 8;
            values[i] = format.storedValue(word);
        }
        return new StoredPixels(format.columns(), format.rows(), format.bitsStored(), format.signed(), values);
    }

    private static StoredPixels decodeFrame(
            DicomFile file, TransferSyntax syntax, PixelFormat format, Fragments fragments, int frame) {
        switch (syntax.codec()) {
            case NONE -> throw notRead(syntax);
            default -> {}
        }
        Bytes data = Frames.of(file.dataSet(), fragments, format.frames()).frame(frame);
        return switch (syntax.codec()) {
            case ENCAPSULATED_NATIVE -> whole(data, format);
            case DEFLATED_FRAME -> words(inflated(data, format), format);
            case RLE -> words(Bytes.of(RunLength.decode(data, format)), format);
            case NATIVE, JPEG, JPEG_2000, JPEG_LS, JPEG_EXTERNAL, NONE -> throw notRead(syntax);
        };
    }

    private static StoredPixels whole(Bytes data, PixelFormat format) {
        if (data.length() < format.frameBytes()) throw damaged();
        return words(new Bytes(data.source(), data.from(), (int) format.frameBytes()), format);
    }

    /// as Deflated Image Frame Compression has it: RFC 1951, PS3.5, 8.2.16
    private static Bytes inflated(Bytes data, PixelFormat format) {
        byte[] frame = new byte[Math.toIntExact(format.frameBytes())];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(data.source(), data.from(), data.length());
            int done = 0;
            while (done < frame.length) {
                int count = inflater.inflate(frame, done, frame.length - done);
                if (count == 0) throw damaged();
                done += count;
            }
        } catch (DataFormatException e) {
            throw damaged();
        } finally {
            inflater.end();
        }
        return Bytes.of(frame);
    }

    static DicomRefusedException damaged() {
        return new DicomRefusedException("is damaged: its compressed pixels cannot be decoded. Copy or export it again.");
    }

    private static DicomRefusedException notRead(TransferSyntax syntax) {
        return new DicomRefusedException("is compressed in a way that is not read (" + syntax.name()
                + "): export it as Explicit VR Little Endian.");
    }
}
