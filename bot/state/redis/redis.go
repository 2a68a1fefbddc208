// Package redis is the state's kernel on Redis 7 or a Redis Cluster.
//
// All that is written by one commit lies in one slot, which is the hash tag of
// its keys: "{l:telegram:123}profile". Scripts treat values as opaque; they
// are loaded again when a server has forgotten them.
package redis

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/go-redis/redis_rate/v10"
	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/logging"
	"github.com/redis/go-redis/v9/maintnotifications"

	"github.com/overhoor/overhoor/bot/state"
)

// Kernel is a connection to Redis.
type Kernel struct {
	client redis.UniversalClient
	pipe   *redis.AutoPipeliner // what many send at one moment goes together
	rate   *redis_rate.Limiter
	commit *redis.Script
	take   *redis.Script
	hold   *redis.Script
}

var _ state.Kernel = (*Kernel)(nil)

// Open connects to redis://[[user]:password@]host[:6379][/0], or to the same
// with TLS at rediss://. Of a cluster one or more addresses are named, with
// commas between them. No error that comes from here holds the password.
func Open(ctx context.Context, rawURL string) (*Kernel, error) {
	where, err := parse(rawURL)
	if err != nil {
		return nil, err
	}
	redis.SetLogger(&logging.VoidLogger{}) // what it would print comes as errors too
	client, err := where.connect(ctx)
	if err != nil {
		return nil, fmt.Errorf("connect to Redis at %s: %w", where.hosts, err)
	}
	k := &Kernel{
		client: client,
		rate:   redis_rate.NewLimiter(client),
		commit: redis.NewScript(commitLua),
		take:   redis.NewScript(takeLua),
		hold:   redis.NewScript(holdLua),
	}
	if k.pipe, err = client.AsyncAutoPipeline(); err != nil {
		return nil, errors.Join(fmt.Errorf("connect to Redis at %s: %w", where.hosts, err), client.Close())
	}
	for _, script := range []*redis.Script{k.commit, k.take, k.hold} {
		if err := script.Load(ctx, client).Err(); err != nil {
			return nil, errors.Join(fmt.Errorf("load scripts into Redis at %s: %w", where.hosts, err), client.Close())
		}
	}
	return k, nil
}

// Alone is false: any process that knows the address may join.
func (k *Kernel) Alone() bool { return false }

// Ping tells whether Redis answers.
func (k *Kernel) Ping(ctx context.Context) error { return k.client.Ping(ctx).Err() }

// Close ends the connections.
func (k *Kernel) Close() error { return k.client.Close() }

// address is what a URL says.
type address struct {
	hosts   string // for people, without the password
	single  *redis.Options
	cluster *redis.ClusterOptions
	many    bool // hosts are more than one
}

// errURL says nothing of the URL: a mistyped one may show parts of the
// password anywhere.
var errURL = errors.New("the Redis URL can't be read: write redis://user:password@host:6379/0, " +
	"or rediss:// for TLS, or all addresses of a cluster with commas between them; " +
	"signs like @ : / # in the password are written as %40 %3A %2F %23")

func parse(rawURL string) (address, error) {
	scheme, rest, ok := strings.Cut(strings.TrimSpace(rawURL), "://")
	if !ok || (scheme != "redis" && scheme != "rediss") {
		return address{}, errURL
	}
	tail := ""
	if i := strings.IndexAny(rest, "/?"); i >= 0 {
		rest, tail = rest[:i], rest[i:]
	}
	user := ""
	if i := strings.LastIndex(rest, "@"); i >= 0 {
		user, rest = rest[:i+1], rest[i+1:]
	}
	hosts := strings.Split(rest, ",")
	u, err := url.Parse(scheme + "://" + user + hosts[0] + tail)
	if err != nil || u.Hostname() == "" {
		return address{}, errURL
	}
	a := address{hosts: rest, many: len(hosts) > 1}
	if a.single, err = redis.ParseURL(u.String()); err != nil {
		return address{}, errURL
	}
	query := u.Query()
	for _, host := range hosts[1:] {
		query.Add("addr", host)
	}
	u.RawQuery, u.Path = query.Encode(), ""
	if a.cluster, err = redis.ParseClusterURL(u.String()); err != nil {
		return address{}, errURL
	}
	quiet := &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
	a.single.MaintNotificationsConfig, a.cluster.MaintNotificationsConfig = quiet, quiet
	a.single.ContextTimeoutEnabled, a.cluster.ContextTimeoutEnabled = true, true
	a.single.Protocol, a.cluster.Protocol = 2, 2 // in version 3 each answer is looked through for news first, and we listen to none
	return a, nil
}

// connect finds out whether there is a server or a cluster.
func (a address) connect(ctx context.Context) (redis.UniversalClient, error) {
	if !a.many {
		single := redis.NewClient(a.single)
		info, err := single.Info(ctx, "cluster").Result()
		if err != nil {
			return nil, errors.Join(err, single.Close())
		}
		if !strings.Contains(info, "cluster_enabled:1") {
			return single, nil
		}
		if err := single.Close(); err != nil {
			return nil, err
		}
	}
	cluster := redis.NewClusterClient(a.cluster)
	err := cluster.Ping(ctx).Err()
	if err == nil {
		return cluster, nil
	}
	if strings.Contains(err.Error(), "cluster support disabled") {
		err = errors.New("these servers are no cluster: name one of them only")
	}
	return nil, errors.Join(err, cluster.Close())
}
