package org.colloque.protocol.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.colloque.protocol.Json;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final String POWER = "'ban':1,'events':{},'events_default':2,'kick':4,'redact':5,'state_default':6,'users':{},'users_default':7";

    private static RoomVersion version(String id) {
        return RoomVersions.find(id).orElseThrow();
    }

    private static ObjectNode redactedContent(String version, String type, String content) {
        ObjectNode event = Json.of("{'type':'" + type + "','content':" + content + "}");
        return (ObjectNode) Redaction.redact(version(version), event).get("content");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"})
    void topLevelKeepsWhatIsProtected(String version) {
        ObjectNode event = Json.of("""
                {'event_id':'$e','type':'t','room_id':'!r','sender':'@s','state_key':'k','content':{'a':1},'hashes':{'h':1},
                 'signatures':{'s':1},'depth':1,'prev_events':['$p'],'auth_events':['$a'],'origin_server_ts':1,
                 'unsigned':{'age':1},'redacts':'$x','org.x':1}""");
        ObjectNode expected = event.deepCopy();
        expected.remove(List.of("unsigned", "redacts", "org.x"));
        expected.putObject("content");

        assertEquals(expected, Redaction.redact(version(version), event));
        assertEquals(1, event.get("content").size());
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "6, 5", "9, 5", "10, 5", "11, 2", "12, 2"})
    void originMembershipAndPrevStateAreProtectedBefore11Only(String version, int kept) {
        ObjectNode event = Json.of("{'type':'t','content':{},'origin':'o','membership':'m','prev_state':[]}");

        assertEquals(kept, Redaction.redact(version(version), event).size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "10 | m.room.member | {'membership':'join','join_authorised_via_users_server':'@a:b','displayname':'x','third_party_invite':{'signed':1}}"
                + " | {'membership':'join','join_authorised_via_users_server':'@a:b'}",
        "11 | m.room.member | {'membership':'join','join_authorised_via_users_server':'@a:b','displayname':'x'}"
                + " | {'membership':'join','join_authorised_via_users_server':'@a:b'}",
        "11 | m.room.member | {'membership':'invite','third_party_invite':{'signed':{'token':'t'},'display_name':'x'}}"
                + " | {'membership':'invite','third_party_invite':{'signed':{'token':'t'}}}",
        "12 | m.room.member | {'membership':'invite','third_party_invite':{'signed':{'token':'t'},'display_name':'x'}}"
                + " | {'membership':'invite','third_party_invite':{'signed':{'token':'t'}}}",
        "11 | m.room.member | {'membership':'invite','third_party_invite':'x'} | {'membership':'invite'}",
        "10 | m.room.create | {'creator':'@c:d','room_version':'10','m.federate':false} | {'creator':'@c:d'}",
        "11 | m.room.create | {'creator':'@c:d','room_version':'11','x':{'y':1}} | {'creator':'@c:d','room_version':'11','x':{'y':1}}",
        "12 | m.room.create | {'additional_creators':['@c:d'],'x':1} | {'additional_creators':['@c:d'],'x':1}",
        "10 | m.room.join_rules | {'join_rule':'restricted','allow':[1],'x':1} | {'join_rule':'restricted','allow':[1]}",
        "12 | m.room.join_rules | {'join_rule':'restricted','allow':[1],'x':1} | {'join_rule':'restricted','allow':[1]}",
        "10 | m.room.history_visibility | {'history_visibility':'shared','x':1} | {'history_visibility':'shared'}",
        "12 | m.room.history_visibility | {'history_visibility':'shared','x':1} | {'history_visibility':'shared'}",
        "10 | m.room.redaction | {'redacts':'$x','reason':'y'} | {}",
        "11 | m.room.redaction | {'redacts':'$x','reason':'y'} | {'redacts':'$x'}",
        "12 | m.room.redaction | {'redacts':'$x','reason':'y'} | {'redacts':'$x'}",
        "10 | m.room.aliases | {'aliases':['x']} | {}",
        "12 | m.room.message | {'body':'x','membership':'join'} | {}",
        "12 | m.room.encrypted | {'ciphertext':'x'} | {}"
    })
    void contentKeepsWhatIsProtected(String version, String type, String content, String expected) {
        assertEquals(Json.of(expected), redactedContent(version, type, content));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "1 | m.room.aliases | {'aliases':['x'],'y':1} | {'aliases':['x']}",
        "5 | m.room.aliases | {'aliases':['x'],'y':1} | {'aliases':['x']}",
        "6 | m.room.aliases | {'aliases':['x'],'y':1} | {}",
        "1 | m.room.member | {'membership':'join','join_authorised_via_users_server':'@a:b','x':1} | {'membership':'join'}",
        "8 | m.room.member | {'membership':'join','join_authorised_via_users_server':'@a:b'} | {'membership':'join'}",
        "9 | m.room.member | {'membership':'join','join_authorised_via_users_server':'@a:b'}"
                + " | {'membership':'join','join_authorised_via_users_server':'@a:b'}",
        "1 | m.room.join_rules | {'join_rule':'invite','allow':[1],'x':1} | {'join_rule':'invite'}",
        "7 | m.room.join_rules | {'join_rule':'invite','allow':[1]} | {'join_rule':'invite'}",
        "8 | m.room.join_rules | {'join_rule':'restricted','allow':[1]} | {'join_rule':'restricted','allow':[1]}",
        "1 | m.room.create | {'creator':'@c:d','room_version':'1'} | {'creator':'@c:d'}",
        "1 | m.room.history_visibility | {'history_visibility':'shared','x':1} | {'history_visibility':'shared'}",
        "1 | m.room.redaction | {'redacts':'$x','reason':'y'} | {}"
    })
    void contentKeepsWhatWasProtectedInOlderVersions(String version, String type, String content, String expected) {
        assertEquals(Json.of(expected), redactedContent(version, type, content));
    }

    @ParameterizedTest
    @CsvSource({"1, false", "6, false", "10, false", "11, true", "12, true"})
    void inviteLevelIsProtectedFrom11On(String version, boolean invite) {
        String all = "{" + POWER + ",'invite':3,'notifications':{'room':1},'x':1}";
        String kept = invite ? "{" + POWER + ",'invite':3}" : "{" + POWER + "}";

        assertEquals(Json.of(kept), redactedContent(version, "m.room.power_levels", all));
    }

    @Test
    void redactingTwiceIsRedactingOnce() {
        ObjectNode event = Json.of("{'type':'m.room.member','content':{'membership':'join','x':1},'y':1}");
        for (RoomVersion version : RoomVersions.all()) {
            ObjectNode once = Redaction.redact(version, event);

            assertEquals(once, Redaction.redact(version, once));
        }
    }
}
