package org.colloque.bridge.wellknown;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.colloque.bridge.config.FederationConfig;
import org.colloque.messaging.config.WrongSettingException;
import org.colloque.protocol.policy.PolicyServer;
import org.colloque.protocol.signature.InvalidSignatureException;
import org.colloque.protocol.signature.VerifyKey;

/** The key of the policy server that runs under this server's name, beside it. */
@Startup
@ApplicationScoped
public class PolicyServerKey {

    private final Optional<VerifyKey> key;

    PolicyServerKey(FederationConfig config) {
        this.key = config.policyServerKey().map(PolicyServerKey::parse);
    }

    public Optional<VerifyKey> key() {
        return key;
    }

    private static VerifyKey parse(String base64) {
        try {
            return VerifyKey.parse(PolicyServer.KEY_ID, base64);
        } catch (InvalidSignatureException invalid) {
            throw new WrongSettingException("colloque.federation.policy-server-key is no Ed25519 public key in base64: " + invalid.getMessage());
        }
    }
}
