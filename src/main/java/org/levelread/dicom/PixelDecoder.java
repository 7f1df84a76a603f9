package org.levelread.dicom;

import java.util.Optional;
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
            throw new DicomRefusedException(
                    "has %d frame%s: there is no frame %d."
                            .formatted(format.frames(), format.frames() == 1 ? "" : "s", frame + 1));
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
            case Items items ->
                throw new DicomRefusedException("is damaged: its pixel data are a sequence. Copy or export it again.");
        };
    }

    private static StoredPixels decodeNative(Bytes data, PixelFormat format, int frame) {
        long needed = format.frameBytes() * format.frames();
        if (data.length() < needed) {
            throw new DicomRefusedException("is cut off: %s need %d bytes, it has %d. Copy or export it again."
                    .formatted(size(format), needed, data.length()));
        }
        // a writer may fill up with zeros; a row or a frame too many means that the size is wrong
        long row = (long) format.columns() * format.bytesPerPixel();
        long more = data.length() - needed;
        if (more >= format.frameBytes() || more >= row && !zeros(data, Math.toIntExact(needed))) {
            throw new DicomRefusedException("is damaged: %s need %d bytes, it has %d. Export it again."
                    .formatted(size(format), needed, data.length()));
        }
        long from = data.from() + format.frameBytes() * frame;
        return words(new Bytes(data.source(), Math.toIntExact(from), Math.toIntExact(format.frameBytes())), format);
    }

    private static boolean zeros(Bytes data, int from) {
        for (int i = from; i < data.length(); i++) if (data.source()[data.from() + i] != 0) return false;
        return true;
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
            values[i] = format.storedWord(word);
        }
        return StoredPixels.of(format, values);
    }

    private static StoredPixels decodeFrame(
            DicomFile file, TransferSyntax syntax, PixelFormat format, Fragments fragments, int frame) {
        if (syntax.codec() == TransferSyntax.Codec.NONE) throw notRead(syntax);
        Bytes data = Frames.of(file.dataSet(), fragments, format.frames()).frame(frame);
        return switch (syntax.codec()) {
            case ENCAPSULATED_NATIVE -> whole(data, format);
            case DEFLATED_FRAME -> words(inflated(data, format), format);
            case RLE -> words(Bytes.of(RunLength.decode(data, format)), format);
            case JPEG, JPEG_LS -> jpeg(data, syntax, format);
            case JPEG_2000 -> jpeg2000(data, syntax, format);
            case NATIVE, NONE -> throw notRead(syntax);
        };
    }

    private static StoredPixels jpeg(Bytes data, TransferSyntax syntax, PixelFormat format) {
        JpegPixels.Header header = JpegPixels.header(data);
        require(header.rows(), header.columns(), header.components(), header.precision(), format);
        if (header.lossless() || header.eightBits())
            return samples(JpegPixels.decode(data, header), header.precision(), format);
        return external(data, syntax, format).orElseThrow(() -> missing(syntax));
    }

    private static StoredPixels jpeg2000(Bytes data, TransferSyntax syntax, PixelFormat format) {
        Jpeg2000Pixels.Header header = Jpeg2000Pixels.header(data);
        require(header.rows(), header.columns(), 1, header.precision(), format);
        Optional<StoredPixels> decoded = external(data, syntax, format);
        if (decoded.isPresent()) return corrected(decoded.get(), header, format);
        // a film must have the same pixels on every machine
        if (!header.reversible()) throw missing(syntax);
        return samples(Jpeg2000Pixels.decode(data, header), header.precision(), format);
    }

    /// Where file and stream disagree about the sign, the file counts, on as many bits as the stream has: so does pydicom.
    private static StoredPixels corrected(StoredPixels pixels, Jpeg2000Pixels.Header header, PixelFormat format) {
        if (header.signed() == format.signed()) return pixels;
        return samples(pixels.samples(), header.precision(), format);
    }

    /// empty where the program is not installed
    private static Optional<StoredPixels> external(Bytes data, TransferSyntax syntax, PixelFormat format) {
        return ExternalDecoder.installed().map(decoder -> {
            DicomFile raw = decoder.decode(data, format, syntax.uid());
            PixelFormat found = PixelFormat.of(raw.dataSet());
            // the program may correct bits stored and sign to those of the stream; the words are the same
            if (TransferSyntax.of(raw.transferSyntax()).encapsulated()
                    || found.rows() != format.rows()
                    || found.columns() != format.columns()
                    || found.bitsAllocated() != format.bitsAllocated()) {
                throw damaged();
            }
            return decode(raw, format.still(), 0);
        });
    }

    private static DicomRefusedException missing(TransferSyntax syntax) {
        return new DicomRefusedException("is compressed as " + syntax.name()
                + ", which only the program gdcmconv decodes here: install it (on Debian the package libgdcm-tools), or"
                + " export the film as Explicit VR Little Endian.");
    }

    /// what the stream says must be what the file says
    private static void require(int rows, int columns, int components, int precision, PixelFormat format) {
        if (components != 1) {
            throw new DicomRefusedException("is a colour picture (its compressed pixels have " + components
                    + " components): a film in grey is needed.");
        }
        if (rows != format.rows() || columns != format.columns()) {
            throw new DicomRefusedException("is damaged: it says %d x %d pixels, its compressed pixels say %d x %d."
                            .formatted(format.columns(), format.rows(), columns, rows)
                    + " Export it again.");
        }
        if (precision > format.bitsAllocated()) {
            throw new DicomRefusedException(
                    "is damaged: it says %d bits a pixel, its compressed pixels have %d. Export it"
                                    .formatted(format.bitsAllocated(), precision)
                            + " again.");
        }
    }

    /// @param precision bits of a sample; a signed one has its sign in the highest of them
    private static StoredPixels samples(int[] samples, int precision, PixelFormat format) {
        int above = 32 - precision;
        short[] values = new short[samples.length];
        for (int i = 0; i < values.length; i++) {
            int sample = samples[i] << above;
            values[i] = format.storedWord(format.signed() ? sample >> above : sample >>> above);
        }
        return StoredPixels.of(format, values);
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
        return new DicomRefusedException(
                "is damaged: its compressed pixels cannot be decoded. Copy or export it again.");
    }

    private static DicomRefusedException notRead(TransferSyntax syntax) {
        return new DicomRefusedException("is compressed in a way that is not read (" + syntax.name()
                + "): export it as Explicit VR Little Endian.");
    }
}
