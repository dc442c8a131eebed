/** Devices that sleep on the service and receive keys meanwhile. Spec: MSC3814. */
package org.colloque.messaging.dehydration;
