package org.colloque.bridge.egress;

import java.net.InetAddress;

/** A range of addresses in CIDR notation. */
record Network(byte[] prefix, int bits) {

    /** @throws IllegalArgumentException if the text is not an address, "/" and a number of bits (a lone address is itself) */
    static Network parse(String cidr) {
        int slash = cidr.indexOf('/');
        String address = slash < 0 ? cidr : cidr.substring(0, slash);
        byte[] prefix = InetAddress.ofLiteral(address.strip()).getAddress();
        int bits = slash < 0 ? prefix.length * Byte.SIZE : Integer.parseInt(cidr.substring(slash + 1).strip());
        if (bits < 0 || bits > prefix.length * Byte.SIZE) {
            throw new IllegalArgumentException("\"" + cidr + "\" has a number of bits that its address cannot have");
        }
        return new Network(prefix, bits);
    }

    boolean holds(byte[] address) {
        if (address.length != prefix.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += Byte.SIZE) {
            int mask = bits - bit >= Byte.SIZE ? 0xFF : 0xFF << Byte.SIZE - (bits - bit);
            if (((address[bit / Byte.SIZE] ^ prefix[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
