package org.levelread.pacs;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The parts of a `multipart/related` body, one after the other and none of them in memory. Source: RFC 2046, 5.1.
///
/// A body that ends before its closing boundary was cut off: that is an EOFException, never a short part.
final class MultipartRelated {
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)^multipart/related\\b.*;\\s*boundary=(?:\"([^\"]{1,200})\"|([^\\s;,]{1,200})).*$", Pattern.DOTALL);
    private static final int MOST_HEADER_BYTES = 16_384;

    private final InputStream in;
    private final byte[] delimiter;
    private @Nullable PartStream part;
    private boolean begun;
    private boolean ended;

    private MultipartRelated(InputStream in, String boundary) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /// @return empty where the content type is another one or names no boundary
    static Optional<MultipartRelated> of(String contentType, InputStream in) {
        Matcher matcher = BOUNDARY.matcher(contentType.strip());
        if (!matcher.matches()) return Optional.empty();
        String boundary = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return Optional.of(new MultipartRelated(in, boundary));
    }

    /// the next part's content, null after the last one; what was left unread of the part before is skipped
    ///
    /// @throws EOFException where the body was cut off
    @Nullable
    InputStream next() throws IOException {
        if (ended) return null;
        if (part == null && !begun) {
            begun = true;
            // the first boundary may stand at the very beginning, without a line break before it
            PartStream preamble = new PartStream(2);
            preamble.transferTo(java.io.OutputStream.nullOutputStream());
        } else if (part != null) {
            part.transferTo(java.io.OutputStream.nullOutputStream());
        }
        int first = required();
        int second = required();
        if (first == '-' && second == '-') {
            ended = true;
            return null;
        }
        skipHeader(first, second);
        return part = new PartStream(0);
    }

    /// up to the empty line; the boundary may be followed by blanks
    private void skipHeader(int first, int second) throws IOException {
        int before = first;
        int last = second;
        for (int read = 2; ; read++) {
            if (read > MOST_HEADER_BYTES) throw new IOException("a part's header has no end");
            int c = required();
            if (before == '\r' && last == '\n' && c == '\r') {
                if (required() == '\n') return;
                throw new IOException("a part's header is damaged");
            }
            before = last;
            last = c;
        }
    }

    private int required() throws IOException {
        int c = in.read();
        if (c < 0) throw new EOFException("the body was cut off");
        return c;
    }

    /// Content up to the next delimiter.
    private final class PartStream extends InputStream {
        /// bytes that were read and may be the beginning of the delimiter
        private final int[] failure = failures();
        private int matched;
        /// of a delimiter that turned out to be none: still to be given out
        private byte[] pending = new byte[0];
        private int given;
        private boolean over;

        PartStream(int matched) {
            this.matched = matched;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (length == 0) return 0;
            int count = 0;
            while (count < length) {
                if (given < pending.length) {
                    int n = Math.min(length - count, pending.length - given);
                    System.arraycopy(pending, given, to, offset + count, n);
                    given += n;
                    count += n;
                    continue;
                }
                if (over) break;
                int c = required();
                // Knuth, Morris and Pratt: what the delimiter's beginning no longer matches is content
                int before = matched;
                while (matched > 0 && delimiter[matched] != (byte) c) matched = failure[matched - 1];
                boolean matches = delimiter[matched] == (byte) c;
                int released = before - matched;
                if (released > 0) {
                    byte[] content = Arrays.copyOf(delimiter, released + (matches ? 0 : 1));
                    if (!matches) content[released] = (byte) c;
                    pending = content;
                    given = 0;
                } else if (!matches) {
                    to[offset + count++] = (byte) c;
                }
                if (matches && ++matched == delimiter.length) over = true;
            }
            return count == 0 ? -1 : count;
        }
    }

    /// for each prefix of the delimiter the length of its longest proper suffix that is a prefix too
    private int[] failures() {
        int[] failure = new int[delimiter.length];
        for (int i = 1, k = 0; i < delimiter.length; i++) {
            while (k > 0 && delimiter[i] != delimiter[k]) k = failure[k - 1];
            if (delimiter[i] == delimiter[k]) k++;
            failure[i] = k;
        }
        return failure;
    }
}
