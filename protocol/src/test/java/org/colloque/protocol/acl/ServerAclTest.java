package org.colloque.protocol.acl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import org.colloque.protocol.Json;
import org.colloque.protocol.id.ServerName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerAclTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'allow':['*']} | a.fr | true",
        "{} | a.fr | false",
        "{'allow':[]} | a.fr | false",
        "{'allow':'*'} | a.fr | false",
        "{'allow':[1,null,'a.fr']} | a.fr | true",
        "{'allow':['*'],'deny':['evil.com']} | evil.com | false",
        "{'allow':['*'],'deny':['evil.com']} | evil.com:8448 | false",
        "{'allow':['*'],'deny':['evil.com']} | EVIL.com | false",
        "{'allow':['*'],'deny':['*.EVIL.com']} | x.evil.com:1 | false",
        "{'allow':['*'],'deny':['*.evil.com']} | evil.com | true",
        "{'allow':['*'],'deny':['evil.com:8448']} | evil.com:8448 | true",
        "{'allow':['evil.com'],'deny':['evil.com']} | evil.com | false",
        "{'allow':['?.fr']} | a.fr | true",
        "{'allow':['?.fr']} | aa.fr | false",
        "{'allow':['*'],'allow_ip_literals':false} | 1.2.3.4 | false",
        "{'allow':['*'],'allow_ip_literals':false} | 1.2.3.4:80 | false",
        "{'allow':['*'],'allow_ip_literals':false} | [::1]:80 | false",
        "{'allow':['*'],'allow_ip_literals':false} | a.fr | true",
        "{'allow':['*'],'allow_ip_literals':true} | 1.2.3.4 | true",
        "{'allow':['*'],'allow_ip_literals':'false'} | 1.2.3.4 | true",
        "{'allow':['*'],'deny':['1.2.3.*']} | 1.2.3.4 | false",
        "{'allow':['*'],'deny':['[::1]']} | [::1]:8448 | false"
    })
    void listsAreAppliedInTheirOrder(String content, String server, boolean allowed) {
        assertEquals(allowed, ServerAcl.parse(Json.of(content)).allows(ServerName.parse(server)));
    }

    @Test
    @Tag("CVE-2023-45129")
    void listOfHostilePatternsIsFast() {
        String pattern = "'" + "*a".repeat(20) + "*b'";
        ServerAcl list = ServerAcl.parse(Json.of("{'allow':['*'],'deny':[" + String.join(",", Collections.nCopies(1_500, pattern)) + "]}"));
        ServerName longest = ServerName.parse("a".repeat(60) + "." + "a".repeat(60) + "." + "a".repeat(60) + ".fr");

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertTrue(list.allows(longest)));
    }

    @Test
    void roomWithoutListAllowsEveryone() {
        assertTrue(ServerAcl.EVERYONE.allows(ServerName.parse("1.2.3.4")));
    }
}
