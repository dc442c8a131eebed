package org.colloque.filesharing.media.thumbnail;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.colloque.filesharing.media.ThumbnailSize;

/** Reads pictures and makes smaller ones. Blocks: for the worker pool only. */
final class Pictures {

    private Pictures() {
    }

    /**
     * The picture made smaller, as PNG or JPEG; empty when it is no picture of this type, has too many pixels, or is not larger than the
     * size. No other decoder than the type's own looks at the file: whoever sent it does not choose which code reads it.
     */
    static Optional<Drawn> thumbnail(Path file, String contentType, ThumbnailSize size, long mostPixels) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(contentType);
        if (!readers.hasNext()) {
            return Optional.empty();
        }
        ImageReader reader = readers.next();
        try (InputStream bytes = Files.newInputStream(file); ImageInputStream stream = ImageIO.createImageInputStream(bytes)) {
            if (!reader.getOriginatingProvider().canDecodeInput(stream)) {
                return Optional.empty();
            }
            reader.setInput(stream, true, true);
            return thumbnail(reader, size, mostPixels);
        } catch (RuntimeException broken) {
            throw new IOException("the picture is broken", broken);
        } finally {
            reader.dispose();
        }
    }

    private static Optional<Drawn> thumbnail(ImageReader reader, ThumbnailSize size, long mostPixels) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        boolean smaller = size.crop() ? width <= size.width() && height <= size.height()
                : width <= size.width() || height <= size.height();
        if ((long) width * height > mostPixels || smaller) {
            return Optional.empty();
        }
        BufferedImage picture = reader.read(0, thinned(reader.getDefaultReadParam(), Math.min(width / size.width(), height / size.height())));
        return Optional.of(encode(size.crop() ? crop(picture, size) : scale(picture, size)));
    }

    /** Of a picture that is many times larger only some pixels are read, twice as many a side as are shown: memory goes by the thumbnail. */
    private static ImageReadParam thinned(ImageReadParam how, int timesLarger) {
        int step = Math.max(1, timesLarger / 2);
        how.setSourceSubsampling(step, step, 0, 0);
        return how;
    }

    /** Keeps the whole picture; neither side becomes smaller than asked. */
    private static BufferedImage scale(BufferedImage picture, ThumbnailSize size) {
        double factor = Math.max((double) size.width() / picture.getWidth(), (double) size.height() / picture.getHeight());
        return resized(picture, Math.min(factor, 1));
    }

    private static BufferedImage crop(BufferedImage picture, ThumbnailSize size) {
        BufferedImage scaled = scale(picture, size);
        int width = Math.min(size.width(), scaled.getWidth());
        int height = Math.min(size.height(), scaled.getHeight());
        return scaled.getSubimage((scaled.getWidth() - width) / 2, (scaled.getHeight() - height) / 2, width, height);
    }

    private static BufferedImage resized(BufferedImage picture, double factor) {
        int width = Math.max(1, (int) Math.ceil(picture.getWidth() * factor));
        int height = Math.max(1, (int) Math.ceil(picture.getHeight() * factor));
        boolean transparent = picture.getColorModel().hasAlpha();
        BufferedImage smaller = new BufferedImage(width, height,
                transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = smaller.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        canvas.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        canvas.drawImage(picture, 0, 0, width, height, null);
        canvas.dispose();
        return smaller;
    }

    private static Drawn encode(BufferedImage picture) throws IOException {
        boolean transparent = picture.getColorModel().hasAlpha();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, transparent ? "png" : "jpeg", bytes)) {
            throw new IOException("no writer for this picture");
        }
        return new Drawn(bytes.toByteArray(), transparent ? "image/png" : "image/jpeg");
    }

    /** An encoded picture. */
    record Drawn(byte[] bytes, String contentType) {
    }
}
