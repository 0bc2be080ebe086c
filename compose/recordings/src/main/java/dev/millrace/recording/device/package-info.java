/** What phones and drones say beside their pictures: inertial samples and where their camera is. */
@NullMarked
package dev.millrace.recording.device;

import org.jspecify.annotations.NullMarked;
