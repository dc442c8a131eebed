package org.colloque.bridge.egress;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says to which addresses a connection may go: to public unicast addresses, and to the networks that the operator allows.
 * Pure.
 */
final class AddressPolicy {

    private static final int IPV4_BYTES = 4;

    /** IANA's special-purpose registries: whatever is not globally reachable unicast. */
    private static final List<Network> NOT_PUBLIC = Stream.of(
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7",
            "fe80::/10", "fec0::/10", "ff00::/8").map(Network::parse).toList();
    private static final Network NAT64 = Network.parse("64:ff9b::/96");
    private static final Network SIX_TO_FOUR = Network.parse("2002::/16");
    private static final int NAT64_OFFSET = 12;
    private static final int SIX_TO_FOUR_OFFSET = 2;

    private final List<Network> allowed;

    /** @throws IllegalArgumentException if a text is not a network in CIDR notation */
    AddressPolicy(Collection<String> allowed) {
        this.allowed = allowed.stream().map(Network::parse).toList();
    }

    boolean permits(InetAddress address) {
        byte[] bytes = address.getAddress();
        return allowed.stream().anyMatch(network -> network.holds(bytes)) || isPublic(bytes);
    }

    private static boolean isPublic(byte[] address) {
        if (NOT_PUBLIC.stream().anyMatch(network -> network.holds(address))) {
            return false;
        }
        if (NAT64.holds(address)) {
            return isPublic(Arrays.copyOfRange(address, NAT64_OFFSET, NAT64_OFFSET + IPV4_BYTES));
        }
        if (SIX_TO_FOUR.holds(address)) {
            return isPublic(Arrays.copyOfRange(address, SIX_TO_FOUR_OFFSET, SIX_TO_FOUR_OFFSET + IPV4_BYTES));
        }
        return true;
    }
}
