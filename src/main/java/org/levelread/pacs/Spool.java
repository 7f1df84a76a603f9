package org.levelread.pacs;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.levelread.intake.FilmReader;

/// A file as it came, with all that names the patient, until it is read. It has no name in the file system, so
/// nothing stays of it, not even of a server that is killed.
final class Spool implements AutoCloseable {
    private final FileChannel channel;
    private long length;

    Spool() throws IOException {
        Path file = Files.createTempFile("levelread-archive-", ".part");
        // Linux takes the name away when it is opened
        channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    /// fills it to the stream's end
    ///
    /// @throws TooLongException where there is more than a film may have
    void fill(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            length += n;
            if (length > FilmReader.MOST_BYTES) throw new TooLongException();
            out.write(buffer, 0, n);
        }
        out.flush();
    }

    /// from its beginning; closing it closes the file
    InputStream read() throws IOException {
        return Channels.newInputStream(channel.position(0));
    }

    long length() {
        return length;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    static final class TooLongException extends IOException {
        TooLongException() {
            super("more than " + FilmReader.MOST_BYTES + " bytes");
        }
    }
}
