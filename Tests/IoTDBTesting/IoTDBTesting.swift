/// Test support.
package enum IoTDBTesting {}
