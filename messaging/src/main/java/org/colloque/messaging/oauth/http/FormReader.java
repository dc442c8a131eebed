package org.colloque.messaging.oauth.http;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import org.colloque.messaging.oauth.OAuthException;
import org.colloque.messaging.oauth.Parameters;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Reads forms strictly: in one way, and to a bound. Spec: RFC 6749, appendix B. */
@Provider
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class FormReader implements ServerMessageBodyReader<Parameters> {

    private static final int MOST_BYTES = 64 * 1024;

    @Override
    public boolean isReadable(Class<?> type, Type genericType, ResteasyReactiveResourceInfo resource, MediaType mediaType) {
        return type == Parameters.class;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Parameters.class;
    }

    @Override
    public Parameters readFrom(Class<Parameters> type, Type genericType, MediaType mediaType, ServerRequestContext context) throws IOException {
        return read(context.getInputStream());
    }

    @Override
    public Parameters readFrom(Class<Parameters> type, Type genericType, Annotation[] annotations, MediaType mediaType,
            MultivaluedMap<String, String> headers, InputStream body) throws IOException {
        return read(body);
    }

    private static Parameters read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw OAuthException.invalidRequest("The form is too large.");
        }
        return Parameters.read(new String(bytes, StandardCharsets.UTF_8));
    }
}
