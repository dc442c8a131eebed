package org.colloque.filesharing.media;

/** Bytes in the blob store: their SHA-256 in hexadecimal, and how many there are. */
public record Blob(String hash, long size) {
}
