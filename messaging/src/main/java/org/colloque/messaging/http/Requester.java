package org.colloque.messaging.http;

import java.util.Optional;
import org.colloque.messaging.appservice.ApplicationService;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/**
 * Who makes an authenticated request.
 *
 * @param user    the account
 * @param device  the device that the access token belongs to, or that an application service names; {@link #NO_DEVICE} when it names
 *                none
 * @param guest   whether the account is a guest's
 * @param service the application service that acts as the user
 */
public record Requester(UserId user, DeviceId device, boolean guest, Optional<ApplicationService> service) {

    /** What stands for the device of an application service that names none: its transaction ids are told from those of devices. */
    public static final DeviceId NO_DEVICE = new DeviceId("~application-service");

    public Requester(UserId user, DeviceId device, boolean guest) {
        this(user, device, guest, Optional.empty());
    }

    public boolean hasDevice() {
        return service.isEmpty() || !device.equals(NO_DEVICE);
    }

    /** Whether what the requester does is counted and limited. */
    public boolean isLimited() {
        return service.map(by -> by.wishes().rateLimited()).orElse(true);
    }
}
