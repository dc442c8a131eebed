package org.colloque.bridge.federation.inbound.http;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Hands the body on that the authentication has read already. */
@Provider
@Consumes(MediaType.WILDCARD)
public class PeerBodyReader implements ServerMessageBodyReader<PeerBody> {

    private final CurrentPeer peer;

    PeerBodyReader(CurrentPeer peer) {
        this.peer = peer;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, ResteasyReactiveResourceInfo resource, MediaType mediaType) {
        return type == PeerBody.class;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == PeerBody.class;
    }

    @Override
    public PeerBody readFrom(Class<PeerBody> type, Type genericType, MediaType mediaType, ServerRequestContext context) {
        return new PeerBody(peer.body());
    }

    @Override
    public PeerBody readFrom(Class<PeerBody> type, Type genericType, Annotation[] annotations, MediaType mediaType,
            MultivaluedMap<String, String> headers, InputStream body) {
        return new PeerBody(peer.body());
    }
}
