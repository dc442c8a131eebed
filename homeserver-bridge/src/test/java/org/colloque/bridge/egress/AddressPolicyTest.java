package org.colloque.bridge.egress;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

    private final AddressPolicy strict = new AddressPolicy(List.of());

    @ParameterizedTest
    @ValueSource(strings = {
        "127.0.0.1", "127.255.255.255", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1", "::1", "::", "fc00::1", "fd12::1", "fe80::1", "ff02::1",
        "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "2001:db8::1", "::127.0.0.1"})
    @Tag("CVE-2024-52594")
    void addressThatIsNotPublicIsRefused(String address) {
        assertFalse(strict.permits(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "64:ff9b::101:101", "2002:101:101::1"})
    void publicAddressIsPermitted(String address) {
        assertTrue(strict.permits(InetAddress.ofLiteral(address)));
    }

    @Test
    void allowedNetworkIsPermittedAndItsNeighbourIsNot() {
        AddressPolicy policy = new AddressPolicy(List.of("10.1.0.0/17", "fd00:1::/32", "127.0.0.7"));
        assertTrue(policy.permits(InetAddress.ofLiteral("10.1.127.255")));
        assertFalse(policy.permits(InetAddress.ofLiteral("10.1.128.0")));
        assertTrue(policy.permits(InetAddress.ofLiteral("fd00:1:ffff::1")));
        assertFalse(policy.permits(InetAddress.ofLiteral("fd00:2::1")));
        assertTrue(policy.permits(InetAddress.ofLiteral("127.0.0.7")));
        assertFalse(policy.permits(InetAddress.ofLiteral("127.0.0.8")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "fd00::/129", "ministry.example/8", "10.0.0.0/x"})
    void whatIsNoNetworkIsNotTaken(String text) {
        assertThrows(IllegalArgumentException.class, () -> new AddressPolicy(List.of(text)));
    }
}
