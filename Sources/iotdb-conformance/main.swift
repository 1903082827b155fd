print("iotdb-conformance")
