// Command go measures the official Go client of Apache IoTDB: the same work as LiveBenchmark.swift, one JSON object a line.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"sort"
	"syscall"
	"time"

	"github.com/apache/iotdb-client-go/v2/client"
)

const (
	database     = "root.bench_go"
	columnCount  = 10
	batchRows    = 1000
	firstTime    = int64(1_700_000_000_000)
	latencyCalls = 2000
	warmUpCalls  = 200
)

// bench holds the settings of one run of the program.
type bench struct {
	host, port string
	runs, rows int
}

func main() {
	server := flag.String("server", "127.0.0.1:6667", "`HOST:PORT` of the server")
	var b bench
	flag.IntVar(&b.runs, "runs", 5, "runs of each measure after one that is not counted; the median counts")
	flag.IntVar(&b.rows, "rows", 1_000_000, "rows to insert")
	flag.Parse()
	log.SetOutput(io.Discard) // the client logs what it also returns
	measures := map[string]func() error{"insert": b.insert, "read": b.read, "latency": b.latency}
	var err error
	if b.host, b.port, err = net.SplitHostPort(*server); err != nil {
		fail(err)
	}
	for _, name := range flag.Args() {
		measure, known := measures[name]
		if !known {
			fail(fmt.Errorf("no measure %q: insert, read, latency", name))
		}
		if err := measure(); err != nil {
			fail(fmt.Errorf("%s: %w", name, err))
		}
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func (b *bench) open() (*client.Session, error) {
	session := client.NewSession(&client.Config{Host: b.host, Port: b.port, UserName: "root", Password: "root"})
	return &session, session.Open(false, 5000)
}

// insert sends one tablet of ten DOUBLE columns, filled anew each time, until all rows are written.
func (b *bench) insert() error {
	session, err := b.open()
	if err != nil {
		return err
	}
	defer session.Close()
	clock, processor, err := b.timed(func() error {
		_ = session.DeleteStorageGroup(database) // there is none at first
		return session.SetStorageGroup(database)
	}, func() error { return b.fill(session) })
	if err != nil {
		return err
	}
	stored, err := count(session, "SELECT count(s0) FROM "+database+".d1")
	if err != nil {
		return err
	}
	if stored != int64(b.rows) {
		return fmt.Errorf("%d rows stored, not %d", stored, b.rows)
	}
	if err := session.DeleteStorageGroup(database); err != nil {
		return err
	}
	return reportRows("insert", clock, processor, float64(b.rows))
}

func (b *bench) fill(session *client.Session) error {
	schemas := make([]*client.MeasurementSchema, columnCount)
	for i := range schemas {
		schemas[i] = &client.MeasurementSchema{Measurement: fmt.Sprintf("s%d", i), DataType: client.DOUBLE}
	}
	tablet, err := client.NewTablet(database+".d1", schemas, batchRows)
	if err != nil {
		return err
	}
	for first := 0; first < b.rows; first += batchRows {
		tablet.Reset()
		for row := 0; row < min(batchRows, b.rows-first); row++ {
			tablet.SetTimestamp(firstTime+int64(first+row), row)
			for column := 0; column < columnCount; column++ {
				if err := tablet.SetValueAt(float64(first+row)/float64(column+1), column, row); err != nil {
					return err
				}
			}
			tablet.RowSize++
		}
		if err := session.InsertTablet(tablet, true); err != nil {
			return err
		}
	}
	return nil
}

// read looks at every cell of root.perf.d1 with the client's typed getters.
func (b *bench) read() error {
	session, err := b.open()
	if err != nil {
		return err
	}
	defer session.Close()
	total, err := count(session, "SELECT count(i) FROM root.perf.d1")
	if err != nil {
		return err
	}
	clock, processor, err := b.timed(nil, func() error {
		rows, sum, err := scan(session)
		if err == nil && (rows != total || sum == 0) {
			err = fmt.Errorf("%d rows read, not %d", rows, total)
		}
		return err
	})
	if err != nil {
		return err
	}
	return reportRows("read", clock, processor, float64(total))
}

func scan(session *client.Session) (rows int64, sum float64, err error) {
	set, err := session.ExecuteQueryStatement("SELECT i, d, f, b FROM root.perf.d1", nil)
	if err != nil {
		return 0, 0, err
	}
	defer set.Close()
	for {
		more, err := set.Next()
		if err != nil || !more {
			return rows, sum, err
		}
		value, err := cells(set)
		if err != nil {
			return rows, sum, err
		}
		sum += value
		rows++
	}
}

func cells(set *client.SessionDataSet) (float64, error) {
	at, err := set.GetLongByIndex(1)
	if err != nil {
		return 0, err
	}
	i, err := set.GetLongByIndex(2)
	if err != nil {
		return 0, err
	}
	d, err := set.GetDoubleByIndex(3)
	if err != nil {
		return 0, err
	}
	f, err := set.GetFloatByIndex(4)
	if err != nil {
		return 0, err
	}
	flag, err := set.GetBooleanByIndex(5)
	if flag {
		d++
	}
	return float64(at+i) + d + float64(f), err
}

// latency times SHOW VERSION on one session: run, read its row, close.
func (b *bench) latency() error {
	session, err := b.open()
	if err != nil {
		return err
	}
	defer session.Close()
	var micros []float64
	for call := 0; call < warmUpCalls+latencyCalls; call++ {
		began := time.Now()
		if err := showVersion(session); err != nil {
			return err
		}
		if call >= warmUpCalls {
			micros = append(micros, float64(time.Since(began).Nanoseconds())/1000)
		}
	}
	sort.Float64s(micros)
	if err := report("latency", micros[len(micros)/2], "µs"); err != nil {
		return err
	}
	return report("latency-p99", micros[len(micros)*99/100], "µs")
}

func showVersion(session *client.Session) error {
	set, err := session.ExecuteQueryStatement("SHOW VERSION", nil)
	if err != nil {
		return err
	}
	for more := true; more; {
		if more, err = set.Next(); err != nil {
			return err
		}
	}
	return set.Close()
}

func count(session *client.Session, sql string) (int64, error) {
	set, err := session.ExecuteQueryStatement(sql, nil)
	if err != nil {
		return 0, err
	}
	defer set.Close()
	if _, err := set.Next(); err != nil {
		return 0, err
	}
	return set.GetLongByIndex(1)
}

// timed answers the median seconds of the clock and of the processors; the first run only warms up.
func (b *bench) timed(before, work func() error) (clock, processor float64, err error) {
	var clocks, processors []float64
	for run := 0; run <= b.runs; run++ {
		if before != nil {
			if err := before(); err != nil {
				return 0, 0, err
			}
		}
		began, used := time.Now(), processorSeconds()
		if err := work(); err != nil {
			return 0, 0, err
		}
		if run > 0 {
			clocks = append(clocks, time.Since(began).Seconds())
			processors = append(processors, processorSeconds()-used)
		}
	}
	sort.Float64s(clocks)
	sort.Float64s(processors)
	return clocks[len(clocks)/2], processors[len(processors)/2], nil
}

// processorSeconds is what all threads of this process have used so far.
func processorSeconds() float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		fail(err)
	}
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e9
}

// reportRows prints rows a second, and what a row costs this process.
func reportRows(name string, clock, processor, rows float64) error {
	if err := report(name, rows/clock, "rows/s"); err != nil {
		return err
	}
	return report(name+"-cpu", processor*1e9/rows, "ns/row")
}

// report prints one measure; the peak is the largest resident set so far.
func report(name string, value float64, unit string) error {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]any{
		"name": name, "value": value, "unit": unit, "peak_rss_mib": float64(usage.Maxrss) / 1024,
	})
}
