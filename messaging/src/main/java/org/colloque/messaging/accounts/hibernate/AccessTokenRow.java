package org.colloque.messaging.accounts.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.messaging.accounts.StoredToken;
import org.colloque.messaging.accounts.TokenHash;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

@Entity
@Table(name = "access_token")
class AccessTokenRow {

    @Id
    String hash;

    @Column(name = "refresh_hash")
    String refreshHash;

    @Column(name = "user_id")
    String userId;

    @Column(name = "device_id")
    String deviceId;

    Long expires;

    String replaces;

    @Column(name = "grant_id")
    String grantId;

    static AccessTokenRow of(StoredToken token) {
        AccessTokenRow row = new AccessTokenRow();
        row.hash = token.hash().value();
        row.refreshHash = token.refresh().map(TokenHash::value).orElse(null);
        row.userId = token.user().value();
        row.deviceId = token.device().value();
        row.expires = token.expires().isPresent() ? token.expires().getAsLong() : null;
        row.replaces = token.replaces().map(TokenHash::value).orElse(null);
        row.grantId = token.grant().orElse(null);
        return row;
    }

    StoredToken toToken() {
        return new StoredToken(new TokenHash(hash), Optional.ofNullable(refreshHash).map(TokenHash::new), new UserId(userId),
                new DeviceId(deviceId), expires == null ? OptionalLong.empty() : OptionalLong.of(expires),
                Optional.ofNullable(replaces).map(TokenHash::new), Optional.ofNullable(grantId));
    }
}
