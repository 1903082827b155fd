/// The embedded demo server.
package enum IoTDBDemo {}
