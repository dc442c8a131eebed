package org.colloque.filesharing.media;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Blobs as files in the data directory, {@code media/ab/cd/<hash>}; several nodes share it by a network file system. */
@ApplicationScoped
class FileBlobStore implements BlobStore {

    private static final int BUFFER = 64 * 1024;

    private final Path root;

    FileBlobStore(@ConfigProperty(name = "colloque.data-directory") String dataDirectory) {
        this.root = Path.of(dataDirectory).resolve("media");
    }

    @Override
    public Blob store(InputStream bytes, long most) throws IOException {
        Path incoming = Files.createDirectories(root.resolve("incoming"));
        Path file = Files.createTempFile(incoming, "upload", null);
        try {
            Blob blob = copy(bytes, file, most);
            Path target = path(blob.hash());
            Files.createDirectories(target.getParent());
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(target.getParent());
            return blob;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public Path path(String hash) {
        return root.resolve(hash.substring(0, 2)).resolve(hash.substring(2, 4)).resolve(hash);
    }

    private static Blob copy(InputStream bytes, Path file, long most) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                size += read;
                if (size > most) {
                    throw new TooLargeException(most);
                }
                digest.update(buffer, 0, read);
                write(channel, ByteBuffer.wrap(buffer, 0, read));
            }
            channel.force(true);
        }
        return new Blob(HexFormat.of().formatHex(digest.digest()), size);
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Makes the new name in the folder durable. */
    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
