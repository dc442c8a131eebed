package org.colloque.filesharing.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Keeps bytes under their hash. Its methods block: for the worker pool only. */
public interface BlobStore {

    /**
     * Stores all bytes of the stream; what is stored is durable when this returns.
     *
     * @throws TooLargeException when there are more than {@code most} bytes; nothing is kept then
     */
    Blob store(InputStream bytes, long most) throws IOException;

    /** Where the bytes of a blob lie. */
    Path path(String hash);

    /** The stream had more bytes than allowed. */
    final class TooLargeException extends IOException {

        private static final long serialVersionUID = 1L;

        public TooLargeException(long most) {
            super("more than " + most + " bytes");
        }
    }
}
