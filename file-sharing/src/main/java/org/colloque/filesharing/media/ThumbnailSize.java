package org.colloque.filesharing.media;

import java.util.List;

/**
 * The size and kind of a thumbnail, in pixels. Spec: client-server-api, "Thumbnails".
 *
 * @param crop true: fills the size and cuts what sticks out; false: keeps the whole picture
 */
public record ThumbnailSize(int width, int height, boolean crop) {

    private static final List<ThumbnailSize> MADE = List.of(new ThumbnailSize(32, 32, true), new ThumbnailSize(96, 96, true),
            new ThumbnailSize(320, 240, true), new ThumbnailSize(320, 240, false), new ThumbnailSize(640, 480, false),
            new ThumbnailSize(800, 600, false));

    /** The smallest size that is made here and not smaller than this; the largest of its kind when none is. */
    public ThumbnailSize rounded() {
        List<ThumbnailSize> kind = MADE.stream().filter(size -> size.crop == crop).toList();
        return kind.stream().filter(size -> size.width >= width && size.height >= height).findFirst().orElse(kind.getLast());
    }

    public String method() {
        return crop ? "crop" : "scale";
    }
}
