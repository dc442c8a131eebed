/** Messages from device to device, kept until they have arrived. */
package org.colloque.messaging.todevice;
